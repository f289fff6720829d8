package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onestop.benchmarks.load.Town.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many applications a second the bulk intake takes. */
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = {
      "Applications received many at once: by the program itself, and as streams of lines over",
      "HTTP with a login."
    })
final class IntakeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--dossiers", defaultValue = "20000", description = "applications a window")
  private int dossiers = 20_000;

  @Option(names = "--streams", defaultValue = "2", description = "streams at the same time")
  private int streams = 2;

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("intake", options);
    Map<Mode, Contender> contenders = new EnumMap<>(Mode.class);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      try {
        for (Mode mode : contest.contenders()) {
          Contender contender = Contender.serving(mode, database.create(), options.callers(mode));
          contenders.put(mode, contender);
          System.err.println("warm-up of " + mode);
          long end = System.nanoTime() + options.warmup() * 1_000_000_000L;
          do {
            contender.bulk(window(mode) / 10 + 1, streams);
          } while (System.nanoTime() < end);
        }
        for (int window = 0; window < options.windows(); window++) {
          for (Mode mode : contest.contenders()) {
            Contender contender = contenders.get(mode);
            CpuShare cpu = CpuShare.begin(contender.pid(), database.postmaster());
            contest.window(mode, contender.bulk(window(mode), streams));
            contest.cpu(mode, cpu.spent());
          }
        }
        overHttp(contest, contenders.get(Mode.OURS));
        for (Mode mode : contest.contenders()) {
          contest.faults(mode, contenders.get(mode).faults());
        }
      } finally {
        contenders.values().forEach(Contender::close);
      }
    }
    return contest.report();
  }

  /** The stock engine is given a tenth: a transaction for each takes it that much longer. */
  private int window(Mode mode) {
    return mode == Mode.OURS ? dossiers : Math.max(1, dossiers / 10);
  }

  private void overHttp(Contest contest, Contender ours) throws Exception {
    ours.passwords(0);
    String url = "http://localhost:" + ours.port() + "/api/dossiers/bulk";
    send(url, dossiers / 4 + 1); // the way over HTTP has to warm up too
    long heapBefore = ours.heapMiB();
    List<Double> rates = new ArrayList<>();
    for (int window = 0; window < options.windows(); window++) {
      long start = System.nanoTime();
      long received = send(url, dossiers);
      rates.add(received / ((System.nanoTime() - start) / 1e9));
      if (received != dossiers) {
        contest.faults(Mode.OURS, List.of(received + " of " + dossiers + " lines received"));
      }
    }
    Rates http = new Rates(rates);
    System.out.println(http.line("HTTP"));
    contest.extra("http", http.json());
    contest.extra("heapMiB", "[%d,%d]".formatted(heapBefore, ours.heapMiB()));
    System.out.printf(
        Locale.ROOT, "heap in use, before and after: %d and %d MiB%n", heapBefore, ours.heapMiB());
  }

  /** How many lines were answered by a new receipt. */
  private long send(String url, int lines) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String run = UUID.randomUUID().toString();
    List<CompletableFuture<Long>> sent =
        IntStream.range(0, streams)
            .mapToObj(
                stream -> {
                  int from = (int) ((long) lines * stream / streams);
                  int to = (int) ((long) lines * (stream + 1) / streams);
                  HttpRequest request =
                      HttpRequest.newBuilder(URI.create(url))
                          .header("Authorization", Clerk.basic(Town.operator()))
                          .header("Content-Type", "application/x-ndjson")
                          .POST(BodyPublishers.ofInputStream(() -> body(run, from, to)))
                          .build();
                  return client
                      .sendAsync(request, BodyHandlers.ofLines())
                      .thenApply(IntakeCommand::receipts);
                })
            .toList();
    return sent.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static long receipts(HttpResponse<Stream<String>> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the bulk intake answers " + answer.statusCode());
    }
    try (Stream<String> lines = answer.body()) {
      return lines.filter(IntakeCommand::received).count();
    }
  }

  private static boolean received(String line) {
    try {
      return JSON.readTree(line).at("/receipt/repeated").isBoolean()
          && !JSON.readTree(line).at("/receipt/repeated").asBoolean();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Lines that are made while they are read: no file, and no memory for the whole. */
  private static InputStream body(String run, int from, int to) {
    Enumeration<InputStream> lines =
        Collections.enumeration(
            new java.util.AbstractList<InputStream>() {
              @Override
              public InputStream get(int index) {
                return new ByteArrayInputStream(
                    line(run, from + index).getBytes(StandardCharsets.UTF_8));
              }

              @Override
              public int size() {
                return to - from;
              }
            });
    return new SequenceInputStream(lines);
  }

  private static String line(String run, int n) {
    return """
        {"idempotencyKey":"%s-%d","procedure":"2.000815","receivingAgency":"%s",\
        "applicant":{"name":"Trần Thị Ngọc Ánh","address":"Số 5 ngõ 7","phone":"0912345678"},\
        "subject":"Chứng thực bản sao bằng tốt nghiệp","channel":"DESK",\
        "papers":["original","copy"]}
        """
        .formatted(run, n, Town.ward(n).value());
  }
}
