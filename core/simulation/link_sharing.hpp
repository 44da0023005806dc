#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bacelab {

/// Max-min fair shares of a link (MODEL.md section 4): in ascending cap, then position, each gets
/// min(its cap, what is left / how many are left). `order` is room to work in; `shares` is as long
/// as `caps`.
void max_min_shares(double capacity, std::span<const double> caps,
                    std::vector<std::uint32_t>& order, std::span<double> shares);

}  // namespace bacelab
