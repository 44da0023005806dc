#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace bacelab {

/// Why a study is to stop before its end.
enum class StopCause : int { none, user_signal, terminate, interrupt, time_limit, failed_run };

/// "SIGUSR1", "the time limit", ...
std::string_view name_of(StopCause cause);

/// While it lives, SIGUSR1, SIGTERM and SIGINT no longer end this process; they are a request to
/// stop in good order, which work in progress asks for now and then. A second SIGINT ends the
/// process at once. One at a time.
class StopRequest {
 public:
  using Clock = std::chrono::steady_clock;

  /// With a time limit, counted from now on a clock that never jumps, there is a request when it
  /// has passed.
  explicit StopRequest(std::optional<std::chrono::duration<double>> time_limit = {});
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;
  ~StopRequest();

  /// Why to stop; `none` if nobody asked. Any thread may ask, at the cost of reading a clock.
  [[nodiscard]] StopCause cause() const;

 private:
  std::optional<Clock::time_point> deadline_;
};

}  // namespace bacelab
