#pragma once

#include <span>
#include <vector>

#include "core/index.hpp"
#include "core/scheduling/job_view.hpp"

namespace bacelab {

/// Price of a placement, and the sum of the absolute values that it is made of: the electricity of
/// each region, added in region index order so that equal divisions over other paths have equal
/// sums, and maybe the transfers, added after that in path order.
struct PlacementPrice {
  double price = 0.0;      ///< USD per 1,000 hours
  double magnitude = 0.0;  ///< the same, of absolute values
};

/// Where the stages of a job go: a path of distinct regions, with stages in each.
struct Placement {
  std::vector<RegionIndex> path;
  std::vector<int> stages;              ///< as long as the path, each >= 1
  const StageOption* option = nullptr;  ///< its stage count is the sum of `stages`
  PlacementPrice price;                 ///< filled in by allocators that compare prices

  void clear() {
    path.clear();
    stages.clear();
    option = nullptr;
    price = {};
  }
};

/// Free slots of all regions on a path.
inline int free_slots_on(const JobView& view, std::span<const RegionIndex> path) {
  int sum = 0;
  for (const RegionIndex region : path) sum += view.free_slots[region];
  return sum;
}

/// Can a path take so many stages: are its regions different, with a free slot in each, and do they
/// have enough of them, but are not more than the stages?
bool can_take(const JobView& view, std::span<const RegionIndex> path, int stages);
/// Do the stages of a placement add up to those of its option, with at least one and at most the
/// free slots in each region?
bool is_divided(const JobView& view, const Placement& placement);

/// The price of the electricity of a placement's stages.
PlacementPrice price_of(const SystemState& state, const Placement& placement);

/// Divides the stages of a job among the regions of a path, and says which of two placements with
/// the same stage count is better (MODEL.md section 7, allocators).
class Allocator {
 public:
  Allocator() = default;
  Allocator(const Allocator&) = delete;
  Allocator& operator=(const Allocator&) = delete;
  virtual ~Allocator() = default;

  /// Fills placement.stages from placement.path and placement.option, and what better() looks at.
  /// The view is one for this option, and the path one that can take its stages.
  virtual void allocate(const JobView& view, Placement& placement) const = 0;
  /// Is `candidate` better than `best`? Both are allocated.
  virtual bool better(const Placement& candidate, const Placement& best) const = 0;
  /// May several threads call allocate() at the same time? Then it must not throw.
  [[nodiscard]] virtual bool is_shareable() const { return false; }
  /// A run begins: nothing of earlier ones may matter.
  virtual void begin_run() {}
  /// What allocate() reads of the state, besides the free slots.
  [[nodiscard]] virtual Looks looks() const { return {}; }
  /// Does it divide the stages as PathOrder does, so that nobody has to compare?
  [[nodiscard]] virtual bool is_path_order() const { return false; }
};

/// Fewer regions, then the lexicographically smaller path.
bool shorter_path(const Placement& candidate, const Placement& best);

/// One stage in every region of the path, the rest to the regions in ascending price (ties: lower
/// index), each up to its free slots. This is the cheapest division for the path, since costs are
/// linear and the stage count is the only constraint. Of two placements the one with the lower cost
/// per hour is better.
class CheapestFirst : public Allocator {
 public:
  void allocate(const JobView& view, Placement& placement) const override;
  bool better(const Placement& candidate, const Placement& best) const override;
  [[nodiscard]] Looks looks() const override { return {.at_prices = true, .at_links = false}; }
  [[nodiscard]] bool is_shareable() const override { return true; }
};

/// Divides as CheapestFirst. The cost that it compares includes the transfers over each boundary,
/// as many as there are when they keep no stage waiting.
class CheapestTotal final : public CheapestFirst {
 public:
  void allocate(const JobView& view, Placement& placement) const override;
};

/// One stage in every region of the path, the rest in path order, each up to its free slots. Prices
/// do not matter: of two placements the one with the shorter path is better.
class PathOrder final : public Allocator {
 public:
  void allocate(const JobView& view, Placement& placement) const override;
  bool better(const Placement& candidate, const Placement& best) const override;
  [[nodiscard]] Looks looks() const override { return Looks::at_nothing(); }
  [[nodiscard]] bool is_shareable() const override { return true; }
  [[nodiscard]] bool is_path_order() const override { return true; }
};

}  // namespace bacelab
