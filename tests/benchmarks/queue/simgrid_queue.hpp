#pragma once

#include <simgrid/s4u.hpp>

namespace bacelab::queue {

namespace s4u = simgrid::s4u;

/// A SimGrid of one host, in which times differ if they differ at all; its actors have small stacks
/// without guard pages, which are the quickest to make.
class SimGridWorld {
 public:
  SimGridWorld(int argc, char** argv) : engine_(&argc, argv) {
    engine_.set_config("surf/precision:1e-12");
    engine_.set_config("contexts/stack-size:32");
    engine_.set_config("contexts/guard-size:0");
    s4u::NetZone* const zone = s4u::create_full_zone("world");
    host_ = zone->create_host("host", 1e9);
    zone->seal();
  }

  [[nodiscard]] s4u::Host* host() const { return host_; }
  void run() const { engine_.run(); }

 private:
  s4u::Engine engine_;
  s4u::Host* host_ = nullptr;
};

}  // namespace bacelab::queue
