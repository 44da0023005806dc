#include "experiments/worlds/import/links.hpp"

#include <catch2/catch.hpp>

#include "experiments/worlds/import/imported.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const std::vector<std::string> two_clouds = {"Ireland=aws:eu-west-1", "Iowa=gcp:us-central1-a"};

/// What a reader made of a text.
struct ReadLinks {
  MeasuredLinks links = MeasuredLinks(RegionKeys::parse("--region", two_clouds, 2));
  std::vector<std::string> notes;

  double to_iowa() const { return links.median(0, 1).value(); }
  double to_ireland() const { return links.median(1, 0).value(); }
};

ReadLinks throughput(const std::string& text, const LinkReading& reading = {}) {
  ReadLinks result;
  TextSource source(text);
  result.notes.push_back(read_throughput(source, "t.csv", reading, result.links));
  result.links.put_notes("throughput", result.notes);
  return result;
}

ReadLinks latency(const std::string& text, const std::string& statistic,
                  const LinkReading& reading = {}) {
  ReadLinks result;
  TextSource source(text);
  result.notes.push_back(read_latency(source, "l.csv", reading, statistic, result.links));
  result.links.put_notes("round-trip time", result.notes);
  return result;
}

ReadLinks transfer_prices(const std::string& text, const LinkReading& reading = {}) {
  ReadLinks result;
  TextSource source(text);
  result.notes.push_back(read_transfer_prices(source, "m.csv", reading, result.links));
  result.links.put_notes("transfer price", result.notes);
  return result;
}

/// A row of Skyplane's grid from Ireland to Iowa.
std::string grid_row(const std::string& tier, const std::string& bits, const std::string& success) {
  return "aws:eu-west-1,PREMIUM,gcp:us-central1-a," + tier + "," + bits + "," + success + "\n";
}

std::string grid_head(const std::string& received) {
  return "src_region,src_tier,dst_region,dst_tier," + received + ",success\n";
}

}  // namespace

TEST_CASE("import bandwidth: Skyplane's grid in bit/s, in either spelling", "[import]") {
  for (const char* const received : {"throughput_received", "throughput_recieved"}) {
    const auto read =
        throughput(grid_head(received) + grid_row("PREMIUM", "4737423753.34", "True"));
    CHECK(read.to_iowa() == 4737423753.34 / 1e9);
    CHECK(read.notes[0] == std::string("t.csv: read 1 row: src_region, dst_region and ") +
                               received + " in bit/s, of the tier PREMIUM");
  }
}

TEST_CASE("import bandwidth: failed, other and empty measurements are dropped", "[import]") {
  const auto read =
      throughput(grid_head("throughput_received") + grid_row("PREMIUM", "", "False") +
                 grid_row("PREMIUM", "5e9", "1") + grid_row("STANDARD", "9e9", "True") +
                 grid_row("PREMIUM", "nan", "True") + grid_row("PREMIUM", "9e9", "") +
                 "a,PREMIUM,b,PREMIUM,1e9,True\n");
  CHECK(read.to_iowa() == 5.0);
  CHECK(read.notes[1] ==
        "took 1 sample of throughput, dropped 5: 2 of failed measurements, 1 of another network "
        "tier at either end, 1 without a value, 1 of other regions");
  CHECK(message_of([] {
          throughput(grid_head("throughput_received") + grid_row("PREMIUM", "5e9", "maybe"));
        }) == "t.csv:2: success = maybe: must be True or False");
}

TEST_CASE("import bandwidth: the columns and the unit of other files", "[import]") {
  CHECK(throughput("dst,src,recv_gbps\naws:eu-west-1,gcp:us-central1-a,5\n").to_ireland() == 5.0);
  CHECK(throughput("from,to,mbps\naws:eu-west-1,gcp:us-central1-a,500\n").to_iowa() == 0.5);
  LinkReading reading;
  reading.from = "x";
  reading.value = "speed";
  const std::string other = "x,to,speed\naws:eu-west-1,gcp:us-central1-a,7\n";
  CHECK(message_of([&] { throughput(other, reading); }) ==
        "t.csv: the unit of the column 'speed' is not known; allowed: --unit with one of bit/s, "
        "Mbit/s, Gbit/s");
  reading.unit = "Gbit/s";
  CHECK(throughput(other, reading).to_iowa() == 7.0);
}

TEST_CASE("import bandwidth: files of another kind and bad numbers", "[import]") {
  CHECK(message_of([] { throughput("utc,GB\n"); }) ==
        "t.csv: no column says where a link begins; allowed: src_region, src, from, a, or "
        "--from-column NAME; its columns are utc, GB");
  LinkReading skyplane;
  skyplane.format = "skyplane";
  CHECK(message_of([&] { throughput("src,dst,mbps\n", skyplane); }) ==
        "t.csv: no column says how fast a link is; allowed: throughput_received, "
        "throughput_recieved, or --value-column NAME; its columns are src, dst, mbps");
  CHECK(message_of([] { throughput("src,dst,throughput_received\na,b,fast\n"); }) ==
        "t.csv:2: throughput_received = fast: must be a number in [0, 1000000000000000], in bit/s");
}

TEST_CASE("import latency: the chosen statistic, by its name or the column's", "[import]") {
  const std::string text =
      "src_region,dst_region,min_rtt,avg_rtt,mdev_rtt\n"
      "aws:eu-west-1,gcp:us-central1-a,10,11,\ngcp:us-central1-a,aws:eu-west-1,12,13,1\n";
  for (const char* const statistic : {"avg", "avg_rtt", "avg_ms"}) {
    CHECK(latency(text, statistic).to_iowa() == 11.0);
  }
  CHECK(latency(text, "min").to_ireland() == 12.0);
  const auto deviation = latency(text, "mdev");
  CHECK_FALSE(deviation.links.median(0, 1).has_value());
  CHECK(deviation.notes[1] == "took 1 sample of round-trip time, dropped 1: 1 without a value");
  CHECK(latency("src,dst,avg_ms\naws:eu-west-1,gcp:us-central1-a,7\n", "avg").to_iowa() == 7.0);
  CHECK(message_of([&] { latency(text, "mean"); }) ==
        "l.csv: no column says how long a round trip takes; allowed: mean_rtt, mean_ms, mean, or "
        "--statistic NAME; its columns are src_region, dst_region, min_rtt, avg_rtt, mdev_rtt");
}

TEST_CASE("import latency: a time of 0 between regions is none", "[import]") {
  const auto read = latency("src,dst,avg_ms\naws:eu-west-1,gcp:us-central1-a,0\n", "avg");
  CHECK_FALSE(read.links.has(0, 1));
  CHECK(read.notes[1] == "took 0 samples of round-trip time, dropped 1: 1 without a value");
}

TEST_CASE("import latency: tiers are those of the throughputs", "[import]") {
  const std::string text =
      "src_region,src_tier,dst_region,dst_tier,avg_rtt\n"
      "aws:eu-west-1,PREMIUM,gcp:us-central1-a,STANDARD,150\n"
      "aws:eu-west-1,PREMIUM,gcp:us-central1-a,PREMIUM,100\n";
  CHECK(latency(text, "avg").to_iowa() == 100.0);
  LinkReading standard;
  standard.tier = "STANDARD";
  CHECK_FALSE(latency(text, "avg", standard).links.has(0, 1));
}

TEST_CASE("import transfer prices: a row per pair, with or without the cloud", "[import]") {
  const auto read = transfer_prices(
      "src,dest,src_tier,dest_tier,cost\n"
      "aws:eu-west-1,gcp:us-central1-a,PREMIUM,PREMIUM,0.09\n"
      "aws:eu-west-1,gcp:us-central1-a,PREMIUM,STANDARD,0.01\n"
      "gcp:us-central1-a,aws:eu-west-1,PREMIUM,PREMIUM,\n");
  CHECK(read.to_iowa() == 0.09);
  CHECK_FALSE(read.links.median(1, 0).has_value());
  const auto bare = transfer_prices(
      "src,dst,cost\neu-west-1,internet,0.09\nus-central1-a,eu-west-1,0.12\n"
      "us-central1-a,eu-west-1,0.12\n");
  CHECK(bare.to_ireland() == 0.12);
  CHECK(bare.notes[0] == "m.csv: read 3 rows: src, dst and cost in USD/GB");
  CHECK(bare.notes[1] == "took 1 sample of transfer price, dropped 1: 1 to or from the internet");
}

TEST_CASE("import transfer prices: one price per direction, none negative", "[import]") {
  const std::string head = "src,dst,cost\neu-west-1,us-central1-a,0.02\n";
  CHECK(message_of([&] { transfer_prices(head + "eu-west-1,us-central1-a,0.03\n"); }) ==
        "m.csv:3: cost = 0.03: the price from aws:eu-west-1 to gcp:us-central1-a is 0.02 in a row "
        "before; allowed: one price per direction, in all files");
  CHECK(message_of([&] { transfer_prices(head + "a,b,-1\n"); }) ==
        "m.csv:3: cost = -1: must be a number in [0, 1000000], in USD/GB");
}

TEST_CASE("import transfer prices: a matrix", "[import]") {
  const std::string text =
      ",eu-west-1,us-central1-a,us-east-1\n"
      "eu-west-1,0,0.02,0.03\nus-central1-a,0.09,0,\n";
  const auto read = transfer_prices(text);
  CHECK(read.to_iowa() == 0.02);
  CHECK(read.to_ireland() == 0.09);
  CHECK(read.notes[0] == "m.csv: read 2 rows of 3 prices in USD/GB");
  LinkReading matrix;
  matrix.format = "matrix";
  CHECK(transfer_prices("origin" + text, matrix).to_iowa() == 0.02);
  CHECK(message_of([] { transfer_prices(",a\nb,0\nb,0\n"); }) ==
        "m.csv:3:  = b: has a row already");
  CHECK(message_of([] { transfer_prices(",a\nb,-1\n"); }) ==
        "m.csv:2: a = -1: must be a number in [0, 1000000], in USD/GB");
}

}  // namespace bacelab
