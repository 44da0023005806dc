#pragma once

#include <span>

/// Elementary functions whose values don't depend on the processor, the compiler or the C library,
/// so that they may reach a result: SLEEF's `cinz` functions (Shibata and Petrogalli 2020, doi
/// 10.1109/TPDS.2019.2960333), which never use fused multiply-add. The C library chooses its own
/// by the processor, with other last bits. Basic arithmetic, std::sqrt and rounding to integers
/// are exact by IEEE 754 and need no replacement.
namespace bacelab::arithmetic {

// Within 1.0 units in the last place (erfc: 1.5).
double exp(double x);
double expm1(double x);
double log(double x);
double log1p(double x);
double log10(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double erfc(double x);

/// log(x) and cos(x) within 3.5 units in the last place, in half the time: for random numbers.
double quick_log(double x);
double quick_cos(double x);

/// Replace every element by its function: the same values as one by one, several at a time where
/// the processor can.
void exp(std::span<double> x);
void cos(std::span<double> x);
void quick_log(std::span<double> x);
void quick_cos(std::span<double> x);

}  // namespace bacelab::arithmetic
