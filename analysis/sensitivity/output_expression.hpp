#pragma once

#include <string>
#include <string_view>

namespace bacelab {

/// How an output is computed from the runs at a point of a design.
enum class OutputForm {
  mean,        ///< of a metric under the policy
  difference,  ///< baseline - policy, of means
  overhead,    ///< baseline / policy - 1, of means
  reduction,   ///< 1 - policy / baseline, of means
};

/// An output of a study for a sensitivity analysis:
///
///     METRIC                              mean under the policy under test
///     mean(METRIC [, POLICY])             the same, of any policy
///     FORM(METRIC, BASELINE [, POLICY])   FORM: difference, overhead or reduction
struct OutputExpression {
  OutputForm form = OutputForm::mean;
  std::string metric;
  std::string baseline;  ///< empty for a mean
  std::string policy;    ///< empty: the policy under test

  bool operator==(const OutputExpression&) const = default;
};

/// Reads an expression. Throws InputError that says what is wrong where, `given` as a key of a file
/// or an option, and what is allowed.
[[nodiscard]] OutputExpression parse_output(std::string_view text,
                                            std::string_view given = "--output");

/// The expression in its long form: "overhead(jct_mean, lcf, bace)".
[[nodiscard]] std::string text_of(const OutputExpression& output);

}  // namespace bacelab
