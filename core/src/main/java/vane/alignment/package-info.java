/**
 * Fitting reference neighbourhoods on the neighbourhood of an atom.
 *
 * <p>Start reading at {@link vane.alignment.PlainFit}: one pair, all permutations, a singular value
 * decomposition each. {@link vane.alignment.NeighbourhoodFitter} does the same for one
 * neighbourhood and all references at once, many times faster, and is what the method uses.
 *
 * <p>What always holds. Points are rows relative to the centre atom, in Å; the centre itself is not
 * stored, since it is always zero. With y the neighbourhood and s the reference, a fit seeks y ≈ s
 * R and keeps the permutation π of the neighbours with the smallest
 *
 * <pre>g = 1/(1+M) Σ_k |y_k − s_π(k) R|,    H = Σ_k y_kᵀ s_π(k) = U A Wᵀ,    R = W Uᵀ.</pre>
 *
 * Two permutations whose sums Σ_k |y_k − s_π(k) R| differ by less than 10⁻¹² of Σ|y_k| + Σ|s_k|
 * tie, and the lexicographically first wins. Where several R fit equally well (collinear
 * neighbours; planar ones, if reflections are allowed), R is their mean and the fit is flagged;
 * results then still turn with the neighbourhoods. No result is ever NaN.
 *
 * <p>Method: K. S. Arun, T. S. Huang, S. D. Blostein, IEEE Trans. Pattern Anal. Mach. Intell. 9,
 * 698 (1987), doi:10.1109/TPAMI.1987.4767965, as used in A. Pihlajamäki et al., ESANN 2021,
 * equation (1).
 */
package vane.alignment;
