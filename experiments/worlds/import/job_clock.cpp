#include "experiments/worlds/import/job_clock.hpp"

#include <fmt/format.h>

#include "core/errors.hpp"
#include "experiments/text/moments.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {
namespace {

const Bounds any_time = Bounds::between(-most_trace_s, most_trace_s);

std::string place_of(const CsvTable& csv) {
  return fmt::format("{}:{}", csv.file_name(), csv.line());
}

}  // namespace

JobClock::JobClock(std::optional<int> utc_offset_s, std::optional<double> origin_utc_s,
                   double unit_s)
    : utc_offset_s_(utc_offset_s), origin_utc_s_(origin_utc_s), unit_s_(unit_s) {}

double JobClock::seconds(const CsvTable& csv, CsvColumn column) {
  const double seconds = read(csv, column);
  if (is_dated() && (seconds < 0.0 || seconds > most_utc_s)) {
    csv.fail(column, "must be a time in UTC from 1970 to 9999");
  }
  return seconds;
}

double JobClock::read(const CsvTable& csv, CsvColumn column) {
  const std::string_view text = csv.text(column);
  const auto number = number_from<double>(text);
  if (number && any_time.contain(*number)) {
    const bool is_utc = csv.name_of(column) == "submit_utc_s";
    require(is_utc ? Kind::utc_numbers : Kind::numbers, csv, column);
    if (!is_utc) return origin_utc_s_.value_or(0.0) + unit_s_ * *number;
    if (origin_utc_s_) csv.fail(column, "counts from 1970 in UTC; allowed: no --origin");
    return unit_s_ * *number;
  }
  const auto moment = parse_moment(text);
  if (!moment) {
    csv.fail(column, fmt::format("must be a number of seconds, or {}", moment_form));
  }
  require(Kind::dates, csv, column);
  require_one_zone(moment->offset_s.has_value(), csv, column);
  return moment->local_s - moment->offset_s.value_or(utc_offset_s_.value_or(0));
}

double JobClock::seconds(std::string_view option, const std::string& text) const {
  const auto number = number_from<double>(text);
  if (number && any_time.contain(*number) && !is_dated()) return unit_s_ * *number;
  const auto moment = parse_moment(text);
  if (moment && is_dated()) {
    return moment->local_s - moment->offset_s.value_or(utc_offset_s_.value_or(0));
  }
  if (is_dated()) {
    throw InputError(fmt::format("{} {}: must be {}", option, shown_key(text), moment_form));
  }
  throw InputError(
      fmt::format("{} {}: the times of the file are seconds from an origin of its own ({}); "
                  "allowed: a number of them, or a date together with --origin",
                  option, shown_key(text), first_of_kind_));
}

const char* JobClock::text_of(Kind kind) {
  switch (kind) {
    case Kind::dates:
      return "date";
    case Kind::utc_numbers:
      return "number of seconds since 1970";
    default:
      return "number of seconds";
  }
}

void JobClock::require(Kind kind, const CsvTable& csv, CsvColumn column) {
  if (kind_ == Kind::unknown) {
    kind_ = kind;
    first_of_kind_ = place_of(csv);
  }
  if (kind_ == kind) return;
  csv.fail(
      column,
      fmt::format("is a {}, but the time of {} is a {}; allowed: times of one kind in all files",
                  text_of(kind), first_of_kind_, text_of(kind_)));
}

void JobClock::require_one_zone(bool has_zone, const CsvTable& csv, CsvColumn column) {
  auto& first = has_zone ? first_zone_ : first_without_zone_;
  if (!first) first = place_of(csv);
  const auto& other = has_zone ? first_without_zone_ : first_zone_;
  if (!other || utc_offset_s_) return;
  csv.fail(column,
           fmt::format("has {} zone, but the time of {} has {}; allowed: all or none with a "
                       "zone, or --utc-offset for those without one",
                       has_zone ? "a" : "no", *other, has_zone ? "none" : "one"));
}

std::string JobClock::assumption() const {
  if (kind_ == Kind::numbers && origin_utc_s_) {
    return fmt::format("times count from {} UTC", utc_text(*origin_utc_s_));
  }
  if (kind_ == Kind::numbers) {
    return "times are seconds from an origin that the files do not name, the same for all of them "
           "(--origin DATE puts them on the calendar)";
  }
  if (!first_without_zone_) return "";
  if (utc_offset_s_) {
    return fmt::format("dates without a zone are those of UTC{}", offset_text(*utc_offset_s_));
  }
  return "dates have no zone: they are taken for UTC (--utc-offset for another)";
}

}  // namespace bacelab
