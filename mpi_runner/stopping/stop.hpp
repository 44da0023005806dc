#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace bacelab {

/// Why an execution stops early.
enum class StopCause : int {
  none,
  user_signal,
  terminate,
  hangup,
  interrupt,
  time_limit,
  failed_run
};

/// "SIGUSR1", "the time limit", ...
std::string_view name_of(StopCause cause);

/// During its lifetime SIGUSR1, SIGTERM, SIGHUP and SIGINT no longer end this process; they request
/// a graceful stop, which work in progress polls. A SIGHUP that was ignored before, as under nohup,
/// still is. A second SIGINT ends the process at once. Only one object may exist at a time.
class StopRequest {
 public:
  using Clock = std::chrono::steady_clock;

  /// With a time limit, measured from now by a monotonic clock, a stop is requested when it has
  /// passed.
  explicit StopRequest(std::optional<std::chrono::duration<double>> time_limit = {});
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;
  ~StopRequest();

  /// The cause of the request; `none` without one. Any thread may call it; it costs reading a
  /// clock.
  [[nodiscard]] StopCause cause() const;

 private:
  std::optional<Clock::time_point> deadline_;
};

}  // namespace bacelab
