/**
 * Forces on the atoms of molecules by xtb: GFN1-xTB, GFN2-xTB and the force field GFN-FF.
 *
 * <p>Start reading at {@link vane.engines.xtb.XtbForces}. The library libxtb is loaded into this
 * process when the first source is opened. It is Fortran with global variables, so what is always
 * so:
 *
 * <ul>
 *   <li>each source has one thread, which alone calls libxtb for it; its stack is deep, since
 *       Fortran puts arrays there;
 *   <li>of several sources one works at a time; who wants more takes several processes;
 *   <li>what GFN-FF prints, and the files that it leaves, go into a temporary folder;
 *   <li>after a failure the molecule is made anew.
 * </ul>
 *
 * <p>C. Bannwarth et al., WIREs Comput. Mol. Sci. 11, e1493 (2021), doi:10.1002/wcms.1493. GFN-FF:
 * S. Spicher, S. Grimme, Angew. Chem. Int. Ed. 59, 15665 (2020), doi:10.1002/anie.202004239.
 */
package vane.engines.xtb;
