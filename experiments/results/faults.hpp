#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace bacelab {

/// A way to test that nothing is lost: kills this process (SIGKILL) when it reaches a chosen place
/// for the n-th time. Without a choice, passing a place costs a comparison.
class Faults {
 public:
  /// The places, in the order in which a study reaches them.
  static constexpr std::array<std::string_view, 8> places = {
      "computing",        // after a block of worlds, before it is kept
      "segment_written",  // a segment has its bytes, but not its name
      "segment_renamed",  // a segment has its name, but is not yet known to the first rank
      "merging",          // a part of the results file is written
      "result_written",   // the results file is complete, but does not have its name
      "result_renamed",   // the results file has its name, all segments are there
      "removing",         // some of the segments are removed
      "removed",          // all of them are, the lock is not
  };

  /// Nowhere.
  Faults() = default;

  /// From "PLACE", "PLACE:N" (the N-th time, from 1) or "PLACE:N@RANK" (on that rank only; else on
  /// all); empty: nowhere. Throws InputError for anything else.
  static Faults parse(std::string_view text, int rank);

  void pass(std::string_view place) {
    if (place == place_) strike();
  }

 private:
  void strike();

  std::string place_;
  std::size_t left_ = 0;
};

}  // namespace bacelab
