#include "analysis/sensitivity/sample_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "core/errors.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::array<std::string_view, 4> layout_columns = {"scramble", "row", "block",
                                                            "trajectory"};
const Bounds any_count = Bounds::between(0, 4294967295.0);
/// Of an output or a factor: what is made of their squares is still a number.
const Bounds any_magnitude = Bounds::between(-1e100, 1e100);

/// The columns of factors: those named, or all that have no other meaning.
std::vector<std::string> factors_of(const CsvTable& table, const TableQuestion& question) {
  for (auto name = question.factors.begin(); name != question.factors.end(); ++name) {
    static_cast<void>(table.column(*name));
    if (*name == question.output) {
      throw InputError(fmt::format("--factors {}: is the output", *name));
    }
    if (std::find(question.factors.begin(), name, *name) != name) {
      throw InputError(fmt::format("--factors {}: is given twice; each may stand once", *name));
    }
  }
  if (!question.factors.empty()) return question.factors;
  std::vector<std::string> names;
  for (const std::string& name : table.names()) {
    const bool is_layout =
        std::find(layout_columns.begin(), layout_columns.end(), name) != layout_columns.end();
    if (!is_layout && name != question.output) names.push_back(name);
  }
  return names;
}

/// The outputs of the rows, as far as they were read.
class OutputColumn {
 public:
  OutputColumn(const CsvTable& table, const TableQuestion& question)
      : table_(table), column_(table.column(question.output)), incomplete_(question.incomplete) {}

  /// Takes the output of the row.
  void read() {
    const std::string_view text = table_.text(column_);
    const bool is_missing = text.empty() || text == "nan" || text == "NaN" || text == "NA";
    if (is_missing && incomplete_ == Incomplete::refuse) {
      table_.fail(column_,
                  "this point has no output; --drop-incomplete leaves out all points that "
                  "belong together with it");
    }
    outputs.values.push_back(is_missing ? 0.0 : table_.number(column_, any_magnitude));
    outputs.complete.push_back(is_missing ? 0 : 1);
  }

  DesignOutputs outputs;

 private:
  const CsvTable& table_;
  CsvColumn column_;
  Incomplete incomplete_;
};

/// A block as the design numbers it, but AB_i and BA_i by i alone.
struct Block {
  enum class Kind { a, b, ab, ba } kind = Kind::a;
  std::size_t factor = 0;
};

std::optional<Block> parse_block(std::string_view text) {
  if (text == "A") return Block{Block::Kind::a, 0};
  if (text == "B") return Block{Block::Kind::b, 0};
  if (!text.starts_with("AB_") && !text.starts_with("BA_")) return std::nullopt;
  const auto number = number_from<std::uint64_t>(text.substr(3));
  if (!number || *number == 0) return std::nullopt;
  return Block{text[0] == 'A' ? Block::Kind::ab : Block::Kind::ba, *number - 1};
}

/// Numbers the blocks once it is known how many factors there are.
void number_blocks(SaltelliLayout& layout, std::span<const Block> blocks) {
  for (const Block& block : blocks) {
    if (block.kind == Block::Kind::ab) layout.factors = std::max(layout.factors, block.factor + 1);
    if (block.kind == Block::Kind::ba) layout.second_order = true;
  }
  for (const Block& block : blocks) {
    switch (block.kind) {
      case Block::Kind::a:
        layout.block.push_back(0);
        break;
      case Block::Kind::b:
        layout.block.push_back(1);
        break;
      case Block::Kind::ab:
        layout.block.push_back(2 + block.factor);
        break;
      case Block::Kind::ba:
        layout.block.push_back(2 + layout.factors + block.factor);
        break;
    }
  }
}

Sensitivity analyse_saltelli(CsvTable& table, const TableQuestion& question,
                             const SensitivitySettings& settings) {
  const CsvColumn row = table.column("row");
  const CsvColumn block = table.column("block");
  const std::optional<CsvColumn> scramble = table.find("scramble");
  std::vector<std::string> names = factors_of(table, question);
  OutputColumn output(table, question);
  SaltelliLayout layout;
  std::vector<Block> blocks;
  while (table.next()) {
    layout.row.push_back(static_cast<std::size_t>(table.integer(row, any_count)));
    layout.scramble.push_back(
        scramble ? static_cast<std::size_t>(table.integer(*scramble, any_count)) : 0);
    const auto parsed = parse_block(table.text(block));
    if (!parsed) table.fail(block, "must be A, B, AB_1 ... AB_d or BA_1 ... BA_d");
    blocks.push_back(*parsed);
    output.read();
  }
  number_blocks(layout, blocks);
  if (names.size() != layout.factors) {
    throw InputError(fmt::format(
        "{}: there are {} blocks AB_i but {} factors ({}); --factors names the columns of the "
        "factors in their order",
        table.file_name(), layout.factors, names.size(), fmt::join(names, ", ")));
  }
  Sensitivity result = sobol_sensitivity(layout, output.outputs, settings);
  result.factors = std::move(names);
  return result;
}

/// The values of the factors, row by row.
struct FactorRows {
  std::vector<std::vector<double>> values;  ///< [row][factor]
  std::vector<std::int64_t> trajectory;     ///< [row]
  std::vector<std::size_t> line;            ///< [row], in the file
};

/// The width of the range of each factor over the table.
std::vector<double> ranges(const FactorRows& rows, std::size_t factors) {
  std::vector<double> widths(factors, 0.0);
  for (std::size_t i = 0; i < factors; ++i) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto& row : rows.values) {
      low = std::min(low, row[i]);
      high = std::max(high, row[i]);
    }
    if (!rows.values.empty()) widths[i] = high - low;
  }
  return widths;
}

/// The one factor that differs from the row before.
std::size_t changed_factor(const FactorRows& rows, std::size_t row, const std::string& file) {
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < rows.values[row].size(); ++i) {
    if (rows.values[row][i] != rows.values[row - 1][i]) changed.push_back(i);
  }
  if (changed.size() == 1) return changed.front();
  throw InputError(
      fmt::format("{}:{}: {} factors differ from the row before; in a trajectory one "
                  "changes at a time; --factors names the columns of the factors",
                  file, rows.line[row], changed.size()));
}

std::vector<MorrisStep> steps_of(const FactorRows& rows, std::size_t factors,
                                 const std::string& file) {
  const std::vector<double> widths = ranges(rows, factors);
  std::vector<MorrisStep> steps;
  for (std::size_t row = 0; row < rows.values.size(); ++row) {
    MorrisStep step = {rows.trajectory[row], -1, 0.0};
    if (row > 0 && rows.trajectory[row - 1] == step.trajectory) {
      const std::size_t factor = changed_factor(rows, row, file);
      step.changed = static_cast<std::int64_t>(factor);
      step.delta = (rows.values[row][factor] - rows.values[row - 1][factor]) / widths[factor];
    }
    steps.push_back(step);
  }
  return steps;
}

Sensitivity analyse_morris(CsvTable& table, const TableQuestion& question,
                           const SensitivitySettings& settings) {
  const CsvColumn trajectory = table.column("trajectory");
  std::vector<std::string> names = factors_of(table, question);
  std::vector<CsvColumn> columns;
  for (const std::string& name : names) columns.push_back(table.column(name));
  OutputColumn output(table, question);
  FactorRows rows;
  while (table.next()) {
    rows.trajectory.push_back(table.integer(trajectory, any_count));
    rows.line.push_back(table.line());
    auto& values = rows.values.emplace_back();
    for (const CsvColumn column : columns) values.push_back(table.number(column, any_magnitude));
    output.read();
  }
  const auto steps = steps_of(rows, names.size(), table.file_name());
  Sensitivity result = morris_sensitivity(steps, names.size(), output.outputs, settings);
  result.factors = std::move(names);
  return result;
}

}  // namespace

Sensitivity analyse_table(const std::filesystem::path& file, const TableQuestion& question,
                          const SensitivitySettings& settings) {
  FileSource source(file);
  CsvTable table(source, file.string());
  Sensitivity result;
  if (table.find("block")) {
    result = analyse_saltelli(table, question, settings);
  } else if (table.find("trajectory")) {
    result = analyse_morris(table, question, settings);
  } else {
    throw InputError(fmt::format(
        "{}: has neither a column 'block' (with 'row': a Saltelli design) nor 'trajectory' (a "
        "Morris design); it has {}",
        file.string(), fmt::join(table.names(), ", ")));
  }
  result.source = file.string();
  result.output = question.output;
  result.unit = "1";
  result.noise.variance = result.noise.separate = Undefined{"a table does not show it"};
  return result;
}

}  // namespace bacelab
