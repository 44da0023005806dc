// Policies that do what no policy may, as their parameter says.
#include <array>
#include <core/plugin/plugin.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <vector>

namespace {

using namespace bacelab;

constexpr std::array<ParameterInfo, 1> how = {{{"how", 0.0, 0.0, 99.0, "what it does"}}};

/// What all of them can do: end in an exception.
void throw_if_asked(int what) {
  if (what == 90) throw std::runtime_error("out of ideas");
  if (what == 91) throw 42;
  if (what == 93) throw std::bad_alloc();
}

/// Decides wrongly for the first pending job, in regions 0, 1, 2 ... in a row.
class Misbehaves final : public WholePolicy {
 public:
  explicit Misbehaves(int what) : what_(what) {}
  void begin_run(std::uint64_t /*seed*/) override {
    if (what_ == 92) throw std::runtime_error("no beginning");
  }
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    throw_if_asked(what_);
    const RegionIndex a(0), b(1), c(2);
    const std::array<Decision, 9> wrong = {{{0, {a}, {4}},
                                            {0, {a, c}, {2, 2}},
                                            {0, {a, b, a}, {1, 2, 1}},
                                            {0, {RegionIndex(7)}, {4}},
                                            {0, {a}, {3}},
                                            {0, {a, b}, {4, 0}},
                                            {0, {a, b}, {4}},
                                            {0, {}, {}},
                                            {99, {a}, {4}}}};
    if (what_ < 9) {
      decisions.push_back(wrong[static_cast<std::size_t>(what_)]);
      return;
    }
    if (what_ == 10 && !situation.running.empty()) return;
    const Decision right = {0, {a, b}, {2, 2}};
    decisions.push_back(right);
    if (what_ == 9) decisions.push_back(right);  // twice
    if (what_ == 10 && situation.now_s > 0.0) decisions.back().stages = {-1, 5};
  }

 private:
  int what_;
};

class Strays final : public PathFinder {
 public:
  explicit Strays(int what) : what_(what) {}
  SearchOutcome find(const SystemState& /*state*/, const StagePlan& plan,
                     const Allocator& /*allocator*/, Placement& result,
                     DecisionLog* /*log*/) override {
    throw_if_asked(what_);
    result.clear();
    result.option = &plan.best();
    if (what_ == 1) return {.found = true};  // without a path
    result.path = {RegionIndex(0)};
    result.stages = {plan.best().stages};  // more than there are GPUs
    return {.found = true};
  }

 private:
  int what_;
};

class Misjudges final : public Ordering {
 public:
  explicit Misjudges(int what) : what_(what) {}
  void score(const Situation& situation, std::vector<double>& scores) const override {
    throw_if_asked(what_);
    scores.assign(situation.pending.size() + (what_ == 1 ? 1 : 0), 0.0);
    if (what_ == 2) scores.back() = std::numeric_limits<double>::quiet_NaN();
  }

 private:
  int what_;
};

class Misdivides final : public Allocator {
 public:
  explicit Misdivides(int what) : what_(what) {}
  void allocate(const JobView& /*view*/, Placement& placement) const override {
    throw_if_asked(what_);
    placement.stages.assign(placement.path.size(), 0);
  }
  [[nodiscard]] bool better(const Placement& /*candidate*/,
                            const Placement& /*best*/) const override {
    return false;
  }

 private:
  int what_;
};

template <class Base, class Part>
std::unique_ptr<Base> make(const Parameters& given) {
  return std::make_unique<Part>(static_cast<int>(value_of(how[0], given)));
}

void add(PolicyCatalog& catalog) {
  catalog.add_whole_policy({"misbehaves", "decides wrongly", make<WholePolicy, Misbehaves>, how});
  catalog.add_path_finder({"strays", "finds no place", make<PathFinder, Strays>, how});
  catalog.add_ordering({"misjudges", "gives no scores", make<Ordering, Misjudges>, how});
  catalog.add_allocator({"misdivides", "divides wrongly", make<Allocator, Misdivides>, how});
  catalog.add_policy({"strays", "fcfs", true, "strays", "path_order", {}});
  catalog.add_policy({"misjudges", "misjudges", false, "bace", "cheapest_first", {}});
  catalog.add_policy({"misdivides", "fcfs", true, "cross_greedy", "misdivides", {}});
}

}  // namespace

BACELAB_PLUGIN("1.0", add)
