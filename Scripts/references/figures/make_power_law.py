"""Expected values of PowerLawTests: least squares in the logarithms with Student's t intervals, by scipy."""
import numpy as np
import scipy
from scipy import stats

x = np.log([0.3, 1, 3, 10, 30])
y = np.log([2.31, 2.05, 1.84, 1.61, 1.52])
fit = stats.linregress(x, y)
t = stats.t.ppf(0.975, len(x) - 2)
residual = np.sqrt(np.sum((y - fit.intercept - fit.slope * x) ** 2) / (len(x) - 2))
at = np.log(5.0)
half = t * residual * np.sqrt(1 / len(x) + (at - x.mean()) ** 2 / np.sum((x - x.mean()) ** 2))
mean = fit.intercept + fit.slope * at
print("scipy", scipy.__version__)
print("EXPONENT", repr(float(fit.slope)))
print("COEFFICIENT", repr(float(np.exp(fit.intercept))))
print("LOW", repr(float(fit.slope - t * fit.stderr)))
print("HIGH", repr(float(fit.slope + t * fit.stderr)))
print("MEANLOW", repr(float(np.exp(mean - half))))
print("MEANHIGH", repr(float(np.exp(mean + half))))
