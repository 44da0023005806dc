#pragma once

#include <string_view>

namespace bacelab::fuzz {

void fuzz_csv(std::string_view bytes);
void fuzz_links(std::string_view bytes);
void fuzz_prices(std::string_view bytes);
void fuzz_jobs(std::string_view bytes);
void fuzz_import_bandwidth(std::string_view bytes);
void fuzz_import_latency(std::string_view bytes);
void fuzz_import_transfer_prices(std::string_view bytes);
void fuzz_import_prices(std::string_view bytes);
void fuzz_import_jobs(std::string_view bytes);
void fuzz_study(std::string_view bytes);
void fuzz_scenario(std::string_view bytes);

}  // namespace bacelab::fuzz
