package vane.descriptor;

import java.util.ArrayList;
import java.util.List;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * SOAP of a finite structure from the definition, without spherical harmonics and without a table.
 *
 * <p>The sum over m is done by the addition theorem, Σ_m Y_lm(a) Y_lm(b) = (2l + 1) / 4π P_l(a ·
 * b), so the power spectrum is a double sum over neighbours. Slow; the twin of {@link Soap}.
 */
final class PlainSoap {
  private PlainSoap() {}

  private record Atom(double x, double y, double z, double r, Element element) {}

  static double[] compute(SoapSettings settings, Structure structure) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < structure.size(); i++) {
      rows.add(row(settings, structure, i));
    }
    return rows.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  private static double[] row(SoapSettings settings, Structure structure, int centre) {
    double sigma = settings.sigmaAngstrom();
    double reach = settings.cutoffAngstrom() + sigma * Math.sqrt(2 * Math.log(1000));
    List<Atom> atoms = new ArrayList<>();
    for (int j = 0; j < structure.size(); j++) {
      double x = structure.position(j, 0) - structure.position(centre, 0);
      double y = structure.position(j, 1) - structure.position(centre, 1);
      double z = structure.position(j, 2) - structure.position(centre, 2);
      double r = Math.sqrt(x * x + y * y + z * z);
      if (r <= reach) {
        atoms.add(new Atom(x, y, z, r, structure.element(j)));
      }
    }
    List<Double> features = new ArrayList<>();
    List<Element> species = settings.species();
    for (int a = 0; a < species.size(); a++) {
      for (int b = a; b < species.size(); b++) {
        for (int l = 0; l <= settings.lMax(); l++) {
          addBlock(settings, atoms, species.get(a), species.get(b), l, features);
        }
      }
    }
    return features.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void addBlock(
      SoapSettings settings, List<Atom> atoms, Element a, Element b, int l, List<Double> features) {
    int nMax = settings.nMax();
    double[][] block = new double[nMax][nMax];
    GtoBasis basis = new GtoBasis(settings.cutoffAngstrom(), nMax, l);
    for (Atom i : atoms) {
      for (Atom j : atoms) {
        if (i.element == a && j.element == b) {
          double rr = i.r * j.r;
          double cosine = rr > 0 ? (i.x * j.x + i.y * j.y + i.z * j.z) / rr : 1;
          double angle = (2 * l + 1) / (4 * Math.PI) * legendre(l, cosine);
          double[] left = radial(settings, basis, l, i.r);
          double[] right = radial(settings, basis, l, j.r);
          for (int n = 0; n < nMax; n++) {
            for (int k = 0; k < nMax; k++) {
              block[n][k] += angle * left[n] * right[k];
            }
          }
        }
      }
    }
    for (int n = 0; n < nMax; n++) {
      for (int k = a == b ? n : 0; k < nMax; k++) {
        features.add(Math.PI * Math.sqrt(8.0 / (2 * l + 1)) * block[n][k]);
      }
    }
  }

  private static double[] radial(SoapSettings settings, GtoBasis basis, int l, double r) {
    double eta = 1 / (2 * settings.sigmaAngstrom() * settings.sigmaAngstrom());
    double[] result = new double[settings.nMax()];
    for (int n = 0; n < result.length; n++) {
      for (int k = 0; k < result.length; k++) {
        double sum = basis.alpha(k) + eta;
        result[n] +=
            basis.beta(n, k)
                * Math.pow(Math.PI / sum, 1.5)
                * Math.pow(eta * r / sum, l)
                * Math.exp(-basis.alpha(k) * eta / sum * r * r);
      }
    }
    return result;
  }

  static double legendre(int l, double x) {
    double before = 1;
    double value = l == 0 ? 1 : x;
    for (int k = 2; k <= l; k++) {
      double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
      before = value;
      value = next;
    }
    return value;
  }
}
