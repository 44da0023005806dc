#include "experiments/text/key_node.hpp"

namespace bacelab::config {

KeyNode& KeyNode::child(std::string_view key) {
  // A reader asks for the keys in the same order each time.
  for (std::size_t tried = 0; tried < children_.size(); ++tried, ++next_) {
    if (next_ >= children_.size()) next_ = 0;
    if (children_[next_]->path_.back() == key) return *children_[next_++];
  }
  children_.push_back(std::make_unique<KeyNode>(joined(path_, key)));
  next_ = children_.size();
  return *children_.back();
}

void KeyNode::forget_all() {
  forget();
  for (const auto& child : children_) child->forget_all();
}

}  // namespace bacelab::config
