package vane.model.file;

import java.util.SortedMap;
import java.util.TreeMap;
import vane.descriptor.Soap;
import vane.environment.DescriptorSettings;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.OaMlmForceModel;
import vane.model.Provenance;
import vane.structure.Element;

/** OA-MLM models in safetensors files, with all kinds of outputs. */
final class OaMlmModelFile implements MethodFile<OaMlmForceModel> {
  @Override
  public String method() {
    return OaMlmForceModel.METHOD;
  }

  @Override
  public Class<OaMlmForceModel> models() {
    return OaMlmForceModel.class;
  }

  @Override
  public int version(OaMlmForceModel model) {
    return model.givesDirectionsAlone() ? ModelFile.DIRECTIONS_VERSION : ModelFile.FORCES_VERSION;
  }

  @Override
  public void add(OaMlmForceModel model, SafetensorsWriter writer) {
    writer.metadata("descriptor", OaMlmSettingsMetadata.text(model.descriptor()));
    OaMlmOutputs.of(model.models().values().iterator().next().mlm().reading()).addTo(writer);
    model
        .models()
        .forEach(
            (element, part) ->
                writer.metadata(
                    "settings." + element.symbol(), OaMlmSettingsMetadata.text(part.mlm())));
    model
        .models()
        .forEach(
            (element, part) ->
                OaMlmTensors.addDoubles(writer, element.symbol(), part.scaler(), part.mlm()));
    // The wide numbers first, so that all of them are aligned.
    model
        .models()
        .forEach((element, part) -> OaMlmTensors.addKinds(writer, element.symbol(), part.mlm()));
  }

  @Override
  public OaMlmForceModel read(SafetensorsFile tensors, Provenance provenance) {
    OaMlmOutputs outputs = OaMlmOutputs.in(tensors);
    DescriptorSettings descriptor =
        OaMlmSettingsMetadata.descriptor(Metadata.object(tensors, "descriptor"));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    for (Element element : ModelFile.elements(tensors)) {
      models.put(element, elementModel(tensors, element.symbol(), descriptor, outputs));
    }
    return new OaMlmForceModel(descriptor, models, provenance);
  }

  private static OaMlmForceModel.ElementModel elementModel(
      SafetensorsFile tensors, String symbol, DescriptorSettings descriptor, OaMlmOutputs outputs) {
    int d = new Soap(descriptor.soap()).features();
    Metadata metadata = Metadata.object(tensors, "settings." + symbol);
    return new OaMlmForceModel.ElementModel(
        OaMlmTensors.scaler(tensors, symbol, d),
        OaMlmTensors.mlm(tensors, symbol, metadata, d, descriptor.neighbours(), outputs));
  }
}
