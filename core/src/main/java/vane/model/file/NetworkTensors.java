package vane.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.network.NetworkCommittee;
import vane.network.NetworkPotential;
import vane.network.NetworkScale;
import vane.network.NetworkSettings;
import vane.structure.Element;

/**
 * The networks of an equivariant model: metadata {@code networks} and one tensor of weights each.
 */
final class NetworkTensors {
  private static final String KEY = "networks";

  private NetworkTensors() {}

  static void add(NetworkCommittee committee, SafetensorsWriter writer) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (NetworkPotential member : committee.members()) {
      String name = name(all.size());
      ObjectNode node = all.addObject();
      NetworkSettings settings = member.settings();
      node.put("cutoff_angstrom", settings.cutoffAngstrom());
      node.put("channels", settings.channels());
      node.put("radial_functions", settings.radialFunctions());
      node.put("hidden", settings.hidden());
      node.put("order", settings.order());
      node.put("shortest_distance_angstrom", member.scale().shortestAngstrom());
      node.put("neighbours", member.scale().neighbours());
      double[] inner =
          member.scale().innerAngstrom().stream().mapToDouble(Double::doubleValue).toArray();
      int elements = member.elements().size();
      writer.add(name + ".inner_distances", inner, elements, elements);
      writer.add(name + ".reference_energies", member.referenceEnergies(), elements);
      float[] weights = member.weights();
      writer.add(
          name + ".weights",
          TensorType.F32,
          (first, rows, to) -> {
            for (int i = 0; i < rows; i++) {
              to[i] = weights[(int) first + i];
            }
          },
          weights.length);
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("share", committee.share());
    node.set("members", all);
    writer.metadata(KEY, node.toString());
  }

  private static String name(int member) {
    return "network." + member;
  }

  /** Empty for a model without networks. */
  static Optional<NetworkCommittee> read(SafetensorsFile tensors, List<Element> elements) {
    if (!tensors.metadata().containsKey(KEY)) {
      return Optional.empty();
    }
    List<NetworkPotential> members = new ArrayList<>();
    int count = elements.size();
    Metadata networks = Metadata.object(tensors, KEY);
    for (Metadata metadata : networks.children("members")) {
      String name = name(members.size());
      List<Double> inner =
          Arrays.stream(Tensors.doubles(tensors, name + ".inner_distances", count, count))
              .boxed()
              .toList();
      members.add(
          metadata.checked(
              () -> {
                NetworkSettings settings =
                    new NetworkSettings(
                        metadata.number("cutoff_angstrom"),
                        metadata.integer("channels"),
                        metadata.integer("radial_functions"),
                        metadata.integer("hidden"),
                        metadata.integer("order"));
                NetworkScale scale =
                    new NetworkScale(
                        metadata.number("shortest_distance_angstrom"),
                        metadata.number("neighbours"),
                        inner);
                return NetworkPotential.of(
                    settings,
                    elements,
                    scale,
                    Tensors.doubles(tensors, name + ".reference_energies", count),
                    Tensors.singles(
                        tensors, name + ".weights", NetworkPotential.weights(settings, count)));
              }));
    }
    return Optional.of(new NetworkCommittee(members, networks.number("share")));
  }
}
