package vane.report.drawing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads XML strictly. */
public final class Xml {
  private Xml() {}

  /** The document; fails if the text is not well-formed. */
  public static Document parse(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception broken) {
      throw new AssertionError("found XML that is not well-formed", broken);
    }
  }

  /** The elements of a name with a class; with any or none if that is empty. */
  public static List<Element> elements(Document document, String name, String ofClass) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (ofClass.isEmpty() || element.getAttribute("class").equals(ofClass)) {
        found.add(element);
      }
    }
    return found;
  }
}
