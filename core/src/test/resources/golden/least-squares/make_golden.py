"""Least-squares solutions by numpy.linalg.lstsq, for the tests of vane.regression."""
import gzip
import json

import numpy as np

rng = np.random.default_rng(20)


def distances(n, k, dim):
    points = rng.random((max(n, k), dim))
    return np.linalg.norm(points[:n, None] - points[None, :k], axis=2)


cases = {}
d = distances(12, 12, 5)
cases["square distances"] = d
cases["tall distances"] = distances(40, 9, 4)
twice = distances(14, 14, 5)
twice[9] = twice[3]
twice[:, 9] = twice[:, 3]
twice[9, 9] = twice[3, 3]
cases["square distances, two environments the same"] = twice
rank = rng.standard_normal((30, 4)) @ rng.standard_normal((4, 10))
cases["tall, rank 4 of 10"] = rank
columns = rng.standard_normal((25, 8))
columns[:, 6] = columns[:, 1]
columns[:, 3] = 0.0
cases["tall, a column twice and one of zeros"] = columns
cases["tall, badly scaled"] = rng.standard_normal((20, 6)) * 10.0 ** np.arange(-4, 2)

out = []
for name, d in cases.items():
    o = rng.standard_normal((len(d), 3))
    b, _, r, _ = np.linalg.lstsq(d, o, rcond=None)
    out.append(dict(name=name, inputs=d.tolist(), outputs=o.tolist(),
                    coefficients=b.tolist(), rank=int(r)))
text = json.dumps(dict(tool="numpy.linalg.lstsq", version=np.__version__, cases=out))
with open("lstsq.json.gz", "wb") as f:
    f.write(gzip.compress(text.encode(), 9, mtime=0))
print(np.__version__, [c["rank"] for c in out])
