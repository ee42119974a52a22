"""Early iterates of scikit-learn's HuberRegressor, and least absolute deviations by linear
programming. Run with Debian's /usr/bin/python3."""
import gzip
import json
import warnings

import numpy as np
import scipy
import sklearn
from scipy.optimize import linprog, minimize
from sklearn.linear_model import HuberRegressor
from sklearn.linear_model._huber import _huber_loss_and_gradient

warnings.filterwarnings("ignore")


def problem(seed, n, k):
    rng = np.random.default_rng(seed)
    points = rng.random((n, 4))
    x = np.linalg.norm(points[:, None] - points[None, :k], axis=2)
    y = np.sin(3 * points[:, :2]) + 0.1 * rng.standard_t(2, (n, 2))
    return x, y


def objective(x, y, model, epsilon, alpha):
    r = y - x @ model.coef_ - model.intercept_
    s = model.scale_
    inside = np.abs(r) <= epsilon * s
    loss = n_s = len(y) * s
    loss += (r[inside] ** 2).sum() / s
    loss += (2 * epsilon * np.abs(r[~inside]) - s * epsilon**2).sum()
    return loss + alpha * (model.coef_**2).sum()


early = []
for seed, n, k in ((1, 20, 20), (2, 37, 21), (3, 60, 8)):
    x, y = problem(seed, n, k)
    for epsilon in (1.0, 1.1, 1.7):
        for iterations in (1, 2, 4, 8):
            columns = []
            for j in range(y.shape[1]):
                m = HuberRegressor(epsilon=epsilon, max_iter=iterations).fit(x, y[:, j])
                columns.append(
                    dict(
                        coefficients=m.coef_.tolist(),
                        intercept=m.intercept_,
                        scale=m.scale_,
                        objective=objective(x, y[:, j], m, epsilon, 1e-4),
                        iterations=int(m.n_iter_),
                    )
                )
            early.append(
                dict(
                    seed=seed, epsilon=epsilon, iterations=iterations, columns=columns
                )
            )

deviations = []
for seed, n, k in ((4, 30, 3), (5, 41, 7), (6, 25, 12)):
    x, y = problem(seed, n, k)
    for j in range(2):
        # Variables w, c, p, m >= 0 with y - x w - c = p - m; twice the sum of deviations.
        cost = np.r_[np.zeros(k + 1), 2 * np.ones(2 * n)]
        equal = np.c_[x, np.ones(n), np.eye(n), -np.eye(n)]
        bounds = [(None, None)] * (k + 1) + [(0, None)] * (2 * n)
        found = linprog(cost, A_eq=equal, b_eq=y[:, j], bounds=bounds, method="highs")
        assert found.status == 0
        deviations.append(
            dict(
                x=x.tolist(), y=y[:, j].tolist(), objective=found.fun
            )
        )

# scikit-learn cannot turn off SciPy's stop by decrease, so its results go on from where it ended.
refined = []
for number, case in enumerate(json.load(gzip.open("huber.json.gz"))["cases"]):
    x, y = np.array(case["X"]), np.array(case["y"])
    if len(y) == 40 and case["epsilon"] > 1.6:
        p = np.r_[case["coef"], case["intercept"], case["scale"]]
        bounds = [(None, None)] * (len(p) - 1) + [(1e-12, None)]
        for _ in range(20):
            p = minimize(
                _huber_loss_and_gradient,
                p,
                method="L-BFGS-B",
                jac=True,
                args=(x, y, case["epsilon"], case["alpha"], np.ones(len(y))),
                bounds=bounds,
                options=dict(maxiter=10**5, maxfun=10**5, gtol=1e-12, ftol=0, maxcor=50),
            ).x
        refined.append(
            dict(
                case=number,
                coef=p[:-2].tolist(),
                intercept=p[-2],
                scale=p[-1],
            )
        )

inputs = {}
for seed, n, k in ((1, 20, 20), (2, 37, 21), (3, 60, 8)):
    x, y = problem(seed, n, k)
    inputs[str(seed)] = dict(x=x.tolist(), y=y.tolist())

with gzip.GzipFile("early.json.gz", "wb", mtime=0) as file:
    text = dict(
        tool=f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, alpha 1e-4",
        problems=inputs,
        early=early,
        deviations=deviations,
        refined=refined,
    )
    file.write(json.dumps(text).encode())
