#include "app/print_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "analysis/comparison/json_writer.hpp"
#include "analysis/sensitivity/sensitivity_json.hpp"
#include "analysis/steady_state/long_runs_json.hpp"

namespace bacelab {

void print_json(std::ostream& out, std::span<const Comparison> comparisons) {
  out << to_json(comparisons).dump(2) << '\n';
}

void print_json(std::ostream& out, const Sensitivity& sensitivity) {
  out << to_json(sensitivity).dump(2) << '\n';
}

void print_json(std::ostream& out, const LongRunsTitle& title,
                std::span<const PointLongRuns> points) {
  out << to_json(title, points).dump(2) << '\n';
}

}  // namespace bacelab
