package vane.model.file;

import java.util.SortedMap;
import java.util.TreeMap;
import vane.descriptor.MinMaxScaler;
import vane.descriptor.Soap;
import vane.environment.DescriptorSettings;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.linalg.Matrix;
import vane.mlm.OaMlm;
import vane.mlm.Reading;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.ReferenceMap;
import vane.model.OaMlmForceModel;
import vane.model.Provenance;
import vane.structure.Element;

/** OA-MLM models in safetensors files, of cosines and of projections. */
final class OaMlmModelFile implements MethodFile<OaMlmForceModel> {
  /** Tells models of projections from those of cosines; the latter have no such entry. */
  private static final String OUTPUTS = "outputs";

  private static final String COSINES = "cosines";
  private static final String PROJECTIONS = "projections";

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
    return model.givesDirectionsAlone() ? ModelFile.FIRST_VERSION : ModelFile.VERSION;
  }

  @Override
  public void add(OaMlmForceModel model, SafetensorsWriter writer) {
    writer.metadata("descriptor", OaMlmSettingsMetadata.text(model.descriptor()));
    if (!model.givesDirectionsAlone()) {
      writer.metadata(OUTPUTS, PROJECTIONS);
    }
    model
        .models()
        .forEach(
            (element, part) ->
                writer.metadata(
                    "settings." + element.symbol(), OaMlmSettingsMetadata.text(part.mlm())));
    model.models().forEach((element, part) -> addDoubles(writer, element.symbol(), part));
    // The wide numbers first, so that all of them are aligned.
    model
        .models()
        .forEach(
            (element, part) -> {
              Environments references = part.mlm().map().references();
              writer.add(
                  element.symbol() + ".reference_kinds",
                  references.kinds(),
                  references.size(),
                  references.neighbours());
            });
  }

  private static void addDoubles(
      SafetensorsWriter writer, String symbol, OaMlmForceModel.ElementModel part) {
    ReferenceMap map = part.mlm().map();
    Environments references = map.references();
    int k = references.size();
    int d = references.features();
    writer.add(symbol + ".scaler_minimum", part.scaler().minimum(), d);
    writer.add(symbol + ".scaler_range", part.scaler().range(), d);
    writer.add(symbol + ".reference_descriptions", references.descriptions(), k, d);
    writer.add(symbol + ".reference_points", references.points(), k, references.neighbours(), 3);
    writer.add(symbol + ".reference_vectors", references.vectors(), k, 3);
    boolean cosines = map.inputs() == MapInputs.DISTANCES;
    if (cosines) {
      writer.add(symbol + ".intercepts", map.intercepts(), map.outputs());
    }
    Matrix weights = map.weights();
    writer.add(
        weightsName(symbol, cosines),
        TensorType.F64,
        (first, rows, destination) -> weights.getRows((int) first, rows, destination, 0),
        weights.rows(),
        weights.columns());
  }

  private static String weightsName(String symbol, boolean cosines) {
    return symbol + (cosines ? ".weights" : ".projection_weights");
  }

  @Override
  public OaMlmForceModel read(SafetensorsFile tensors, Provenance provenance) {
    String outputs = tensors.metadata().getOrDefault(OUTPUTS, COSINES);
    if (!outputs.equals(COSINES) && !outputs.equals(PROJECTIONS)) {
      throw new ModelFormatException(
          tensors.path(), "a model of " + outputs, COSINES + " or " + PROJECTIONS);
    }
    DescriptorSettings descriptor =
        OaMlmSettingsMetadata.descriptor(Metadata.object(tensors, "descriptor"));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    for (Element element : ModelFile.elements(tensors)) {
      models.put(
          element, elementModel(tensors, element.symbol(), descriptor, outputs.equals(COSINES)));
    }
    return new OaMlmForceModel(descriptor, models, provenance);
  }

  private static OaMlmForceModel.ElementModel elementModel(
      SafetensorsFile tensors, String symbol, DescriptorSettings descriptor, boolean cosines) {
    int d = new Soap(descriptor.soap()).features();
    int m = descriptor.neighbours();
    String name = symbol + ".reference_vectors";
    int k = (int) tensors.require(name, TensorType.F64, -1, 3).rows();
    if (k < 1) {
      throw new ModelFormatException(tensors.path(), k + " references in " + name, "1 or more");
    }
    Metadata metadata = Metadata.object(tensors, "settings." + symbol);
    Reading reading =
        cosines
            ? OaMlmSettingsMetadata.cosines(metadata)
            : OaMlmSettingsMetadata.projections(metadata);
    int outputs = reading.outputs(k);
    MinMaxScaler scaler =
        MinMaxScaler.of(
            Tensors.doubles(tensors, symbol + ".scaler_minimum", d),
            Tensors.doubles(tensors, symbol + ".scaler_range", d));
    ReferenceMap map =
        ReferenceMap.of(
            Environments.of(
                d,
                m,
                Tensors.doubles(tensors, symbol + ".reference_descriptions", k, d),
                Tensors.doubles(tensors, symbol + ".reference_points", k, m, 3),
                Tensors.ints(tensors, symbol + ".reference_kinds", k, m),
                Tensors.doubles(tensors, name, k, 3)),
            OaMlmSettingsMetadata.fit(metadata),
            reading.inputs(),
            Tensors.matrix(
                tensors, weightsName(symbol, cosines), reading.inputs().count(d, k), outputs),
            cosines
                ? Tensors.doubles(tensors, symbol + ".intercepts", outputs)
                : new double[outputs]);
    return new OaMlmForceModel.ElementModel(
        scaler, new OaMlm(map, reading, OaMlmSettingsMetadata.report(metadata, k)));
  }
}
