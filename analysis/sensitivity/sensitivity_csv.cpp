#include "analysis/sensitivity/sensitivity_csv.hpp"

#include <ostream>
#include <string>
#include <vector>

#include "analysis/comparison/csv_record.hpp"

namespace bacelab {
namespace {

CsvRecord record_of(const Sensitivity& s, const std::string& factor, const std::string& other,
                    const std::string& measure, const Estimate& estimate) {
  CsvRecord record;
  record.add("output", s.output);
  record.add("unit", s.unit);
  record.add("factor", factor);
  record.add("other_factor", other);
  record.add("measure", measure);
  record.add("value", estimate);
  record.add("confidence", s.confidence);
  record.add("reason", estimate.interval.reason());
  return record;
}

std::vector<CsvRecord> records_of(const Sensitivity& s) {
  std::vector<CsvRecord> records;
  const auto add = [&](const std::string& factor, const char* measure, const Estimate& estimate,
                       const std::string& other = "") {
    records.push_back(record_of(s, factor, other, measure, estimate));
  };
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    if (s.sobol) {
      add(s.factors[i], "first", s.sobol->first[i]);
      add(s.factors[i], "total", s.sobol->total[i]);
    } else {
      add(s.factors[i], "mu", (*s.morris)[i].mu);
      add(s.factors[i], "mu_star", (*s.morris)[i].mu_star);
      add(s.factors[i], "sigma", (*s.morris)[i].sigma);
    }
  }
  if (!s.sobol) return records;
  for (const SecondOrderIndex& pair : s.sobol->second) {
    add(s.factors[pair.i], "second", pair.index, s.factors[pair.j]);
  }
  return records;
}

}  // namespace

void write_csv(std::ostream& out, const Sensitivity& sensitivity) {
  const std::vector<CsvRecord> records = records_of(sensitivity);
  if (!records.empty()) write_csv_line(out, records.front().titles());
  for (const CsvRecord& record : records) write_csv_line(out, record.texts());
}

}  // namespace bacelab
