#include <sstream>
#include <string>

#include "experiments/worlds/inputs/job_trace.hpp"
#include "experiments/worlds/inputs/link_table.hpp"
#include "experiments/worlds/inputs/price_table.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {
namespace {

/// What is read of `bytes` is written as a text that reads as the same text.
template <class Content>
void round_trip(std::string_view bytes, Content (*parse)(ByteSource&, const std::string&),
                void (*write)(std::ostream&, const Content&)) {
  const auto text_of = [&](std::string_view text) {
    TextSource source(text);
    std::ostringstream out;
    write(out, parse(source, "a.csv"));
    return out.str();
  };
  const std::string text = text_of(bytes);
  require(must_read([&] { return text_of(text); }) == text, "an input reads the same again");
}

}  // namespace

void fuzz_links(std::string_view bytes) { round_trip(bytes, parse_link_table, write_link_table); }

void fuzz_prices(std::string_view bytes) {
  round_trip(bytes, parse_price_table, write_price_table);
}

void fuzz_jobs(std::string_view bytes) { round_trip(bytes, parse_job_trace, write_job_trace); }

}  // namespace bacelab::fuzz
