#include "experiments/study/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/errors.hpp"
#include "experiments/study/fitting_choice.hpp"
#include "experiments/text/key_error.hpp"
#include "experiments/text/printable.hpp"

namespace bacelab {
namespace {

using config::KeyPath;
using config::UnknownKey;

constexpr std::size_t most_readings = 50;
constexpr std::size_t most_told = 50;
constexpr std::size_t most_hints = 3;

bool contains(const std::vector<KeyPath>& paths, const KeyPath& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

bool is_in_table(const KeyPath& path, const KeyPath& table) {
  return path.size() > table.size() && std::equal(table.begin(), table.end(), path.begin());
}

/// Reads a study again and again, and keeps what it was told.
class Search {
 public:
  Search(const ConfigDocument& given, const std::function<void()>& before_each_point)
      : document_(given), reading_(given) {
    bool goes_on = true;
    while (goes_on) {
      ++readings_;
      reading_ = document_;
      try {
        whole_ = read_whole_study(reading_, before_each_point);
        unknown_ = whole_->unknown;
        goes_on = false;
      } catch (const KeyError& error) {
        goes_on = go_on_without(error);
        if (!goes_on) end();
      } catch (const InputError& error) {
        goes_on = end_with(error);
        end();
      }
    }
  }

  /// Is there no mistake at all? Then whole() is what the study says, and reading() what was read.
  [[nodiscard]] bool found_none() const { return readings_ == 1 && whole_ && unknown_.empty(); }
  [[nodiscard]] WholeStudy& whole() { return *whole_; }
  [[nodiscard]] ConfigDocument& reading() { return reading_; }

  [[nodiscard]] Mistakes found() const {
    Mistakes mistakes;
    const std::vector<ConfigOption> keys = reading_.options();
    std::vector<KeyPath> unknown;
    for (const UnknownKey& key : unknown_) {
      if (is_doubtful(key)) {
        mistakes.may_have_more = true;
        continue;
      }
      mistakes.messages.push_back(key.message + hint(key, keys));
      unknown.push_back(key.path);
    }
    for (const Told& told : told_) {
      const bool is_told =
          !told.perhaps_meant_by.empty() && contains(unknown, told.perhaps_meant_by);
      if (!is_told) mistakes.messages.push_back(told.message);
    }
    if (mistakes.messages.empty() && !last_.empty()) mistakes.messages.push_back(last_);
    mistakes.may_have_more |= has_ended_ || may_have_more_;
    mistakes.keys = keys;
    return mistakes;
  }

 private:
  struct Told {
    std::string message;
    KeyPath perhaps_meant_by;
  };

  /// Was a value taken away or a missing one replaced on which this one may depend?
  [[nodiscard]] bool may_follow(const KeyError::About& about) const {
    if (about.is_of_several) return !taken_.empty() || !stand_ins_.empty();
    const auto is_near = [&](const KeyPath& taken) {
      return taken.front() == "design" || is_in_table(about.key, taken) ||
             is_in_table(about.key, config::parent(taken));
    };
    return !about.is_given &&
           (std::any_of(taken_.begin(), taken_.end(), is_near) || is_doubted(about.key));
  }

  void tell(const KeyError& error) {
    if (may_follow(error.about()))
      may_have_more_ = true;
    else
      told_.push_back({error.what(), error.about().perhaps_meant_by});
  }

  void take(const KeyPath& key) {
    document_.erase(key);
    taken_.push_back(key);
  }

  /// Which keys a study has depends on the names that it chooses.
  void doubt_keys_beside(const KeyError::About& about) {
    if (about.is_choice) doubted_tables_.push_back(config::parent(about.key));
    if (about.key == KeyPath{"study", "policies"}) doubted_tables_.push_back({"policies"});
  }

  /// Makes the next reading one without this mistake. False if there is no way.
  bool go_on_without(const KeyError& error) {
    const KeyError::About& about = error.about();
    if (about.key.empty()) return end_with(error);
    const bool is_of_design = about.key.front() == "design";
    const bool stands_in = contains(stand_ins_, about.key);
    const bool is_taken = contains(taken_, about.key);
    const bool is_here = document_.has(about.key) && !stands_in;
    if (about.is_given && document_.has("design") && (is_of_design || !is_here)) {  // by a factor
      if (!is_taken) tell(error);
      take({"design"});
      doubted_tables_.push_back({"design"});
      return true;
    }
    if (is_here && readings_ < most_readings) {
      tell(error);
      if (about.key.front() == "plugins") return false;  // whose policies and parts are not known
      doubt_keys_beside(about);
      take(about.key);
      return true;
    }
    if (!about.stand_in || readings_ == most_readings) return end_with(error);
    if (!is_taken && !stands_in) tell(error);
    doubt_keys_beside(about);
    document_.stand_in(about.key, *about.stand_in);
    stand_ins_.push_back(about.key);
    return true;
  }

  bool end_with(const InputError& error) {
    last_ = error.what();
    return false;
  }

  /// Some keys were not asked for: those of a study that says nothing are known as well.
  void end() {
    has_ended_ = true;
    ConfigDocument least = ConfigDocument::parse("[regions]\ncount = 8\n", "");
    read_whole_study(least, {});
    reading_.count_reads_of(least);
    unknown_ = reading_.unknown_keys();
  }

  [[nodiscard]] bool is_doubted(const KeyPath& key) const {
    return std::any_of(doubted_tables_.begin(), doubted_tables_.end(),
                       [&](const KeyPath& table) { return is_in_table(key, table); });
  }

  /// Whether the key may be one that would be known, had everything been read or were the similar
  /// one beside it spelt as it should be.
  [[nodiscard]] bool is_doubtful(const UnknownKey& key) const {
    const auto is_misspelt_beside = [&](const UnknownKey& other) {
      return other.is_similar && config::parent(other.path) == config::parent(key.path);
    };
    return !key.is_similar && (has_ended_ || is_doubted(key.path) ||
                               std::any_of(unknown_.begin(), unknown_.end(), is_misspelt_beside));
  }

  /// A key of another choice is no slip of the pen. Many unknown keys are of another file.
  [[nodiscard]] std::string hint(const UnknownKey& key,
                                 const std::vector<ConfigOption>& keys) const {
    if (key.is_similar || unknown_.size() > most_hints) return "";
    const std::string choice = fitting_choice(document_, key.path, keys);
    return choice.empty() ? "" : fmt::format("; it goes with {}", choice);
  }

  ConfigDocument document_;  ///< the study without what was refused
  ConfigDocument reading_;   ///< the one that was read last
  std::optional<WholeStudy> whole_;
  std::vector<Told> told_;
  std::vector<KeyPath> taken_;
  std::vector<KeyPath> stand_ins_;
  std::vector<KeyPath> doubted_tables_;
  std::vector<UnknownKey> unknown_;
  std::string last_;  ///< of no key of the file
  std::size_t readings_ = 0;
  bool has_ended_ = false;
  bool may_have_more_ = false;
};

}  // namespace

std::string Mistakes::text() const {
  if (messages.size() == 1) return messages.front();
  std::string text = fmt::format("{} mistakes:", messages.size());
  const std::size_t shown = std::min(messages.size(), most_told);
  for (std::size_t i = 0; i < shown; ++i) text += "\n  " + printable(messages[i]);
  if (shown < messages.size()) text += fmt::format("\n  and {} more", messages.size() - shown);
  if (may_have_more) text += "\nThere may be more, which are found once these are mended.";
  return text;
}

Mistakes find_mistakes(const ConfigDocument& given,
                       const std::function<void()>& before_each_point) {
  return Search(given, before_each_point).found();
}

WholeStudy read_without_mistakes(ConfigDocument& document,
                                 const std::function<void()>& before_each_point) {
  Search search(document, before_each_point);
  if (search.found_none()) {
    document = std::move(search.reading());
    return std::move(search.whole());
  }
  const Mistakes mistakes = search.found();
  if (mistakes.messages.size() == 1) throw InputError(mistakes.text());
  throw InputErrors(mistakes.text());
}

}  // namespace bacelab
