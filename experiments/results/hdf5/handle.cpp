#include "experiments/results/hdf5/handle.hpp"

#include <hdf5.h>

#include <charconv>
#include <type_traits>
#include <utility>

#include "experiments/text/storage_error.hpp"

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

namespace {

static_assert(std::is_same_v<hid_t, Id>);

/// The first error on the library's error stack.
struct Cause {
  std::string text;
  int error_number = 0;
};

/// The number after "errno = " in a message of the library's file drivers; 0 if there is none.
int error_number_in(std::string_view text) {
  constexpr std::string_view key = "errno = ";
  int number = 0;
  const auto at = text.find(key);
  if (at == std::string_view::npos) return number;
  std::from_chars(text.data() + at + key.size(), text.data() + text.size(), number);
  return number;
}

herr_t keep_first_cause(unsigned depth, const H5E_error2_t* entry, void* data) {
  if (entry->desc == nullptr) return 0;
  auto& cause = *static_cast<Cause*>(data);
  if (depth == 0) cause.text = entry->desc;
  if (cause.error_number == 0) cause.error_number = error_number_in(entry->desc);
  return 0;
}

Cause first_cause() {
  Cause cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first_cause, &cause);
  return cause;
}

}  // namespace

Place Place::child(std::string_view name) const {
  std::string path = object;
  if (path.empty() || path.back() != '/') path += '/';
  return {file, path.append(name)};
}

void fail(const Place& place, std::string_view action) {
  const Cause cause = first_cause();
  const std::string object = place.object == "/" ? "the file" : "'" + place.object + "'";
  std::string tried(action);
  tried.append(" ").append(object);
  if (cause.error_number != 0) throw system_storage_error(place.file, tried, cause.error_number);
  tried.insert(0, "cannot ");
  if (!cause.text.empty()) tried.append(" (").append(cause.text).append(")");
  throw StorageError(place.file, tried, storage_advice(0));
}

void fail_for_type(const Place& place, std::string_view what) {
  const std::string problem = "'" + place.object + "' holds " + std::string(what);
  throw StorageError(place.file, problem, "the file was changed by another program");
}

Handle checked(Id id, Handle::Closer closer, const Place& place, std::string_view action) {
  if (id < 0) fail(place, action);
  return Handle(id, closer);
}

void check(long long result, const Place& place, std::string_view action) {
  if (result < 0) fail(place, action);
}

void prepare_library() {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

}  // namespace bacelab::hdf5
