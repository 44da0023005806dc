// A library to preload: wall clocks that jump by 60 days between any two readings, forwards and
// backwards; 30 days off in either direction. Steady clocks are left alone.
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>

#include <atomic>

namespace {

constexpr time_t jump_s = 30 * 24 * 3600;
std::atomic<unsigned> readings = 0;

time_t jump() { return readings++ % 2 == 0 ? jump_s : -jump_s; }

bool is_wall_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static auto* const real = next<int(clockid_t, timespec*)>("clock_gettime");
  const int status = real(clock, now);
  if (status == 0 && is_wall_clock(clock)) now->tv_sec += jump();
  return status;
}

int gettimeofday(timeval* now, void* zone) noexcept {
  static auto* const real = next<int(timeval*, void*)>("gettimeofday");
  const int status = real(now, zone);
  if (status == 0) now->tv_sec += jump();
  return status;
}

time_t time(time_t* now) noexcept {
  timespec reading{};
  clock_gettime(CLOCK_REALTIME, &reading);
  if (now != nullptr) *now = reading.tv_sec;
  return reading.tv_sec;
}
}
