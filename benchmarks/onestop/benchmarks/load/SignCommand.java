package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.engine.Timers;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a head waits who signs a whole stack of letters at once. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Stacks of drafted letters of one ward, each signed and issued by one call of its head over",
      "HTTP. Time stands still at the hour of the warning; the first stack is the warm-up."
    })
final class SignCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
  private static final int LIMIT_DAYS = 3;
  private static final int WAVE = 100;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--letters", defaultValue = "1000", description = "of a stack, at most 1000")
  private int letters;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("sign", options);
    SettableClock clock = new SettableClock(START, HANOI);
    try (BenchDatabase database = BenchDatabase.open(options);
        Town town = Town.standing(database.create(), clock)) {
      town.passwords(1);
      Head head = new Head(town, clock);
      List<Long> took = new ArrayList<>();
      for (int stack = 0; stack <= options.windows(); stack++) {
        String call = head.drafted(letters);
        long start = System.nanoTime();
        int signed = head.sign(call);
        took.add(System.nanoTime() - start);
        if (signed != letters) {
          report.faults("stack", List.of("signed " + signed + " of " + letters));
        }
      }
      Latencies stacks =
          Latencies.ofNanos(took.stream().skip(1).mapToLong(Long::longValue).toArray());
      report.say(stacks.line(letters + " letters")).field("letters", String.valueOf(letters));
      report.field("stack", stacks.json());
      report.faults("town", town.faults());
    }
    return report.end();
  }

  /** The head of the first ward, and the specialist who drafts for that head. */
  private static final class Head {
    private final Town town;
    private final SettableClock clock;
    private final Desks desks;
    private final Apologies apologies;
    private final Timers timers;
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Head(Town town, SettableClock clock) {
      this.town = town;
      this.clock = clock;
      this.desks = new Desks(town);
      this.apologies = town.get(Apologies.class);
      this.timers = town.get(Timers.class);
    }

    /** Drafts so many letters; the body of the call that signs them as they stand. */
    String drafted(int number) {
      WorkingCalendar calendar = Calendars.shipped(HANOI);
      Instant due =
          calendar.closeOf(calendar.plusWorkingDays(calendar.dateOf(clock.instant()), LIMIT_DAYS));
      List<DossierCode> codes = desks.due(Collections.nCopies(number, due));
      DossierCode last = codes.get(codes.size() - 1);
      while (apologies.of(last).isEmpty()) {
        clock.advanceTo(timers.nextAt().orElseThrow());
        while (timers.fire(clock.instant(), WAVE) > 0) {
          // until nothing of this moment is left
        }
      }
      Actor.Officer specialist = Town.officer(Town.ward(0), Role.SPECIALIST);
      ObjectNode call = JSON.createObjectNode();
      for (DossierCode code : codes) {
        ApologyObligation owed = apologies.of(code).get(0);
        DraftOrder order =
            new DraftOrder(owed.id(), ApologyReason.OVERLOAD, "Số hồ sơ tăng gấp đôi.", null);
        ApologyObligation drafted = apologies.draft(order, specialist);
        call.withArray("ids").add(drafted.id());
        call.withObject("/revisions").put(String.valueOf(drafted.id()), drafted.revision());
      }
      return call.toString();
    }

    /** Signs; how many letters have their number then. */
    int sign(String call) throws IOException, InterruptedException {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + town.port() + "/api/apologies/sign"))
                  .header(
                      "Authorization", Clerk.basic(Town.login(Town.ward(0), Role.HEAD_OF_AGENCY)))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(call))
                  .build(),
              BodyHandlers.ofString());
      int signed = 0;
      for (JsonNode letter : JSON.readTree(answer.body())) {
        signed += letter.hasNonNull("number") ? 1 : 0;
      }
      return signed;
    }
  }
}
