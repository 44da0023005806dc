#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/text/value.hpp"

namespace bacelab::config {

/// A key that somebody asked for, and the last answers: a study that is read again at another point
/// of its design pays only for the keys whose values changed.
class KeyNode {
 public:
  KeyNode() = default;
  explicit KeyNode(KeyPath path) : path_(std::move(path)) {}

  [[nodiscard]] const KeyPath& path() const { return path_; }

  /// The node of a key in the table that is this one. It stays where it is.
  KeyNode& child(std::string_view key);

  /// The node at a path below this one.
  KeyNode& at(const KeyPath& path) {
    KeyNode* node = this;
    for (const std::string& key : path) node = &node->child(key);
    return *node;
  }

  /// What was answered to the same question, null if nothing was. `question` is a tuple of
  /// everything that the answer depends on besides the document; Question is its type when kept.
  template <class Answer, class Question, class Asked>
  [[nodiscard]] const Answer* answer(const Asked& question) const {
    for (const auto& kept : kept_) {
      if (kept->kind != &kind_of_kept<Question, Answer>) continue;
      const auto& found = static_cast<const KeptAnswer<Question, Answer>&>(*kept);
      return found.question == question ? &found.answer : nullptr;
    }
    return nullptr;
  }

  template <class Answer, class Question>
  void keep(Question question, Answer answer) {
    std::erase_if(kept_,
                  [](const auto& kept) { return kept->kind == &kind_of_kept<Question, Answer>; });
    kept_.push_back(
        std::make_unique<KeptAnswer<Question, Answer>>(std::move(question), std::move(answer)));
  }

  /// Forgets the answers, because the value changed.
  void forget() { kept_.clear(); }

  /// Forgets all answers here and below.
  void forget_all();

 private:
  struct Kept {
    explicit Kept(const void* kind_of_this) : kind(kind_of_this) {}
    virtual ~Kept() = default;
    const void* kind;
  };
  /// The address tells the types of a kept answer.
  template <class Question, class Answer>
  static constexpr char kind_of_kept = 0;
  template <class Question, class Answer>
  struct KeptAnswer : Kept {
    KeptAnswer(Question asked, Answer given)
        : Kept(&kind_of_kept<Question, Answer>),
          question(std::move(asked)),
          answer(std::move(given)) {}
    Question question;
    Answer answer;
  };

  KeyPath path_;
  std::vector<std::unique_ptr<KeyNode>> children_;
  std::size_t next_ = 0;                     ///< the child behind the last one that was found
  std::vector<std::unique_ptr<Kept>> kept_;  ///< one of each kind of question
};

}  // namespace bacelab::config
