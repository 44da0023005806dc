#include "experiments/results/hdf5/handle.hpp"

#include <utility>

namespace bacelab::hdf5 {

Handle::Handle(Handle&& other) noexcept
    : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    static_cast<void>(close());
    id_ = std::exchange(other.id_, -1);
    closer_ = other.closer_;
  }
  return *this;
}

Handle::~Handle() { static_cast<void>(close()); }

bool Handle::close() noexcept {
  if (!is_open()) return true;
  return closer_(std::exchange(id_, -1)) >= 0;
}

}  // namespace bacelab::hdf5
