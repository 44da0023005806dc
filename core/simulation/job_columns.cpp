#include "core/simulation/job_columns.hpp"

#include <array>
#include <limits>

namespace bacelab {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double if_started(const JobOutcome& job, double value) { return job.started ? value : nothing; }
double if_served(const JobOutcome& job, double value) { return job.served ? value : nothing; }

double arrival(const JobOutcome& job) { return job.arrival_s; }
double start(const JobOutcome& job) { return if_started(job, job.start_s); }
double finish(const JobOutcome& job) { return if_served(job, job.finish_s); }
double jct(const JobOutcome& job) { return if_served(job, job.finish_s - job.arrival_s); }
double wait(const JobOutcome& job) { return if_started(job, job.start_s - job.arrival_s); }
double slowdown(const JobOutcome& job) {
  return if_served(job, (job.finish_s - job.arrival_s) / job.ideal_s);
}
double stages(const JobOutcome& job) { return if_started(job, job.stages); }
double regions(const JobOutcome& job) { return if_started(job, job.regions); }
double energy(const JobOutcome& job) { return job.energy_kwh; }
double cost(const JobOutcome& job) { return job.cost_usd; }
double egress_bytes(const JobOutcome& job) { return job.egress_bytes; }
double egress_cost(const JobOutcome& job) { return job.egress_usd; }
double stalled_fraction(const JobOutcome& job) { return if_served(job, job.stalled_fraction); }

constexpr std::array all_columns = {
    JobColumnInfo{"arrival", "s", "arrival", "Time at which the job joined the queue.", arrival},
    JobColumnInfo{"start", "s", "start", "Time at which the job began to run.", start},
    JobColumnInfo{"finish", "s", "finish", "Time at which the job was done.", finish},
    JobColumnInfo{"jct", "s", "job completion time", "Finish - arrival.", jct},
    JobColumnInfo{"wait", "s", "wait", "Start - arrival.", wait},
    JobColumnInfo{"slowdown", "1", "slowdown",
                  "Job completion time over the ideal time at the best stage count.", slowdown},
    JobColumnInfo{"stages", "1", "stages", "Stages, each on a GPU.", stages},
    JobColumnInfo{"regions", "1", "regions", "Regions on the path.", regions},
    JobColumnInfo{"energy", "kWh", "energy", "Electricity used, with PUE.", energy},
    JobColumnInfo{"cost", "USD", "electricity cost", "At the true prices.", cost},
    JobColumnInfo{"egress_bytes", "B", "bytes moved", "Moved over links, both directions.",
                  egress_bytes},
    JobColumnInfo{"egress_cost", "USD", "transfer cost", "Price of the bytes moved.", egress_cost},
    JobColumnInfo{"stalled_fraction", "1", "stalled fraction",
                  "Part of the running time lost because links gave less than the demand.",
                  stalled_fraction},
};

}  // namespace

std::span<const JobColumnInfo> job_column_registry() { return all_columns; }

}  // namespace bacelab
