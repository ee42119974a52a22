#include "compute_snap.h"
#include "lammps.h"
#include "modify.h"
using namespace LAMMPS_NS;
static Compute *make(LAMMPS *lmp, int n, char **words) { return new ComputeSnap(lmp, n, words); }
extern "C" void add_compute_snap(void *lmp) {
  (*static_cast<LAMMPS *>(lmp)->modify->compute_map)["snap"] = &make;
}
