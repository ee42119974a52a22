package vane.network;

import java.util.List;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * Several networks that have learnt from different parts of the same frames, and their mean: it
 * errs less than each of them. Energy, forces and virial of the mean belong together as those of a
 * member do. Immutable and safe for use by several threads.
 *
 * @param members at least one, with the same elements and the same cutoff
 * @param share what the mean is multiplied with, from 0 to 1: the rest comes from elsewhere
 */
public record NetworkCommittee(List<NetworkPotential> members, double share) {
  /**
   * Checks the members.
   *
   * @throws IllegalArgumentException if there is none, or they do not belong together
   */
  public NetworkCommittee {
    members = List.copyOf(members);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of " + share + ", expected 0 to 1");
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("found no network, expected at least one");
    }
    NetworkPotential first = members.get(0);
    for (NetworkPotential member : members) {
      if (!member.elements().equals(first.elements())
          || member.settings().cutoffAngstrom() != first.settings().cutoffAngstrom()) {
        throw new IllegalArgumentException(
            "found networks of other elements or cutoffs, expected the same for all");
      }
    }
  }

  /**
   * How far the networks see in one step.
   *
   * @return in Å
   */
  public double cutoffAngstrom() {
    return members.get(0).settings().cutoffAngstrom();
  }

  /**
   * The share of the mean of what the members say, on the calling thread.
   *
   * @param structure the structure, of known elements
   * @param neighbours its neighbours within the cutoff
   * @return energy, forces and virial
   * @throws IllegalArgumentException if the structure holds an element that is not known
   */
  public NetworkEvaluation evaluate(Structure structure, NeighbourList neighbours) {
    AtomGraph graph = new AtomGraph(structure, neighbours, members.get(0).elements());
    double energy = 0;
    double[] forces = new double[3 * structure.size()];
    double[] virial = new double[9];
    for (NetworkPotential member : members) {
      NetworkEvaluation found = member.evaluate(graph);
      energy += found.energy() * share / members.size();
      add(found.forces(), forces);
      add(found.virial(), virial);
    }
    return new NetworkEvaluation(energy, forces, virial);
  }

  private void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i] * share / members.size();
    }
  }
}
