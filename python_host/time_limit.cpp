#include "python_host/time_limit.hpp"

#include <pthread.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <thread>

namespace bacelab {
namespace {

namespace py = pybind11;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pause(100);  // between two looks at the clock

/// What runs now. A thread of its own looks after it until the process ends, so it is never
/// destroyed.
class Watch {
 public:
  /// Needs the interpreter's lock. A process that was forked, as those of multiprocessing are, has
  /// no thread but the one that it was forked from, and so needs another watch.
  static Watch& instance() {
    static Watch* watch = nullptr;
    static const int failed = pthread_atfork(nullptr, nullptr, [] { watch = nullptr; });
    if (failed != 0) throw std::bad_alloc();
    if (watch == nullptr) watch = new Watch();
    return *watch;
  }

  std::list<TimeLimit::Entry>::iterator add(const TimeLimit::Entry& entry) {
    const std::lock_guard lock(mutex_);
    return entries_.insert(entries_.end(), entry);
  }
  /// Was its time over?
  bool remove(std::list<TimeLimit::Entry>::iterator entry) {
    const std::lock_guard lock(mutex_);
    const bool is_over = entry->is_over;
    entries_.erase(entry);
    return is_over;
  }

 private:
  Watch() {
    std::thread([this] {
      for (;;) {
        std::this_thread::sleep_for(pause);
        if (is_any_over()) interrupt();
      }
    }).detach();
  }

  bool is_any_over() {
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    return std::any_of(entries_.begin(), entries_.end(),
                       [now](const TimeLimit::Entry& entry) { return entry.deadline <= now; });
  }

  /// First the interpreter's lock, then the other: as who adds and removes has them.
  void interrupt() {
    const py::gil_scoped_acquire acquired;
    const py::object error = py::module_::import("bacelab").attr("TookTooLong");
    const std::lock_guard lock(mutex_);
    for (TimeLimit::Entry& entry : entries_) {
      if (Clock::now() < entry.deadline) continue;
      entry.is_over = true;
      PyThreadState_SetAsyncExc(entry.thread, error.ptr());
    }
  }

  std::mutex mutex_;
  std::list<TimeLimit::Entry> entries_;
};

}  // namespace

TimeLimit::TimeLimit(double seconds)
    : entry_(Watch::instance().add({PyThread_get_thread_ident(),
                                    Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                                       std::chrono::duration<double>(seconds)),
                                    false})) {}

TimeLimit::~TimeLimit() {
  // What was raised too late to be seen must not hit what this thread runs next.
  const unsigned long thread = entry_->thread;
  if (Watch::instance().remove(entry_)) PyThreadState_SetAsyncExc(thread, nullptr);
}

}  // namespace bacelab
