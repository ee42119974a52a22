package vane.model.file;

import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.ForceModel;
import vane.model.Provenance;

/**
 * What the model files of one method hold beside what all share.
 *
 * @param <M> the models of the method
 */
interface MethodFile<M extends ForceModel> {
  /** The name of the method in the file. */
  String method();

  /** The class of its models. */
  Class<M> models();

  /** The format version that a model needs. */
  int version(M model);

  /** Adds settings and tensors. */
  void add(M model, SafetensorsWriter writer);

  /** Reads a model of a file whose format, version and method have been checked. */
  M read(SafetensorsFile tensors, Provenance provenance);
}
