package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChemicalFormulaTest {
  @ParameterizedTest
  @CsvSource({
    "H H H C H C H H,C2H6",
    "H O H,H2O",
    "Cl Na,ClNa",
    "Br C H H H,CH3Br",
    "O C O,CO2",
    "H Cl,ClH",
    "C,C",
    "'',''"
  })
  void followsHill(String symbols, String formula) {
    List<Element> elements =
        symbols.isEmpty()
            ? List.of()
            : Arrays.stream(symbols.split(" ")).map(s -> Element.parse(s).orElseThrow()).toList();
    assertThat(ChemicalFormula.hill(Structure.of(elements, new double[3 * elements.size()])))
        .isEqualTo(formula);
  }
}
