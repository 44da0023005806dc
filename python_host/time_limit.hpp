#pragma once

#include <chrono>
#include <list>

namespace bacelab {

/// A time that Python may take: after it, bacelab.TookTooLong is raised in the code that this
/// thread runs, again and again while it goes on. Code in C is interrupted when it returns to
/// Python. Made and ended with the interpreter's lock.
class TimeLimit {
 public:
  explicit TimeLimit(double seconds);
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  ~TimeLimit();

  struct Entry {
    unsigned long thread;  ///< Python's number
    std::chrono::steady_clock::time_point deadline;
    bool is_over = false;
  };

 private:
  std::list<Entry>::iterator entry_;
};

}  // namespace bacelab
