package onestop.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import onestop.benchmarks.load.Town.Mode;

/**
 * One side of a contest in a process of its own, so that what the compiler learns of one is not
 * spoilt by the other. It is told by lines what to do and answers by lines.
 */
final class Contender implements AutoCloseable {
  /** System property: further options of a contender's virtual machine, a recorder for example. */
  static final String JVM = "bench.jvm";

  private static final String ANSWER = "#answer ";

  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;

  private Contender(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Contender start(Mode mode, BenchDatabase.Where where, int callers) throws IOException {
    return start(mode, where, callers, "silent");
  }

  /** As {@link #start}, with pages and API on {@link #port()}. */
  static Contender serving(Mode mode, BenchDatabase.Where where, int callers) throws IOException {
    return start(mode, where, callers, ContenderMain.SERVING);
  }

  private static Contender start(Mode mode, BenchDatabase.Where where, int callers, String web)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
    command.addAll(List.of(System.getProperty(JVM, "").strip().split("\\s+")));
    command.removeIf(String::isEmpty);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ContenderMain.class.getName(),
            mode.name(),
            String.valueOf(callers),
            web));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("BENCH_URL", where.url());
    builder.environment().put("BENCH_USER", where.user());
    builder.environment().put("BENCH_PASSWORD", where.password());
    return new Contender(builder.start());
  }

  /** The id of its process. */
  long pid() {
    return process.pid();
  }

  /** Lives for so many seconds, or so many lives if that is not 0; whole lives per second. */
  double live(int seconds, long lives) throws IOException {
    return Double.parseDouble(ask("live " + seconds + " " + lives).get(0));
  }

  /** A wall of so many timers. */
  Load.Drained wall(int timers) throws IOException {
    String[] said = ask("wall " + timers).get(0).split(" ");
    return new Load.Drained(
        Double.parseDouble(said[0]),
        Long.parseLong(said[1]),
        new CpuShare.Spent(
            Double.parseDouble(said[2]), Double.parseDouble(said[3]), Double.parseDouble(said[4])),
        Long.parseLong(said[5]));
  }

  /** A wall of so many timers while clerks work: letters, and seconds until nothing was due. */
  double[] wallAmongClerks(int timers) throws IOException {
    String[] said = ask("wallAmongClerks " + timers).get(0).split(" ");
    return new double[] {Double.parseDouble(said[0]), Double.parseDouble(said[1])};
  }

  /** Where pages and API are served. */
  int port() throws IOException {
    return Integer.parseInt(ask("port").get(0));
  }

  /** Lets the operator and the desks of so many wards log in. */
  void passwords(int wards) throws IOException {
    ask("passwords " + wards);
  }

  /** Receives so many dossiers at those wards and brings them to the four desks in turn. */
  void open(int dossiers, int firstWard, int wards) throws IOException {
    ask("open " + dossiers + " " + firstWard + " " + wards);
  }

  /** Receives so many dossiers as the bulk intake does, in so many streams; per second. */
  double bulk(int dossiers, int streams) throws IOException {
    return Double.parseDouble(ask("bulk " + dossiers + " " + streams).get(0));
  }

  /** Waits until no timer is due. */
  void settle() throws IOException {
    if (!ask("settle").equals(List.of("true"))) {
      throw new IOException("timers are still due");
    }
  }

  /** The first page of so many desks' inboxes, straight from the database, in nanoseconds. */
  long[] pages(int desks) throws IOException {
    return ask("pages " + desks).stream().mapToLong(Long::parseLong).toArray();
  }

  /** How many steps have been completed. */
  long completions() throws IOException {
    return Long.parseLong(ask("completions").get(0));
  }

  /** The heap in use after a full collection, in MiB. */
  long heapMiB() throws IOException {
    return Long.parseLong(ask("heap").get(0));
  }

  /** All that the program's own check finds. */
  List<String> fsck() throws IOException {
    return ask("fsck");
  }

  /** How many letters there are. */
  long letters() throws IOException {
    return Long.parseLong(ask("letters").get(0));
  }

  /** What was lost or done twice. */
  List<String> faults() throws IOException {
    return ask("faults");
  }

  private List<String> ask(String order) throws IOException {
    orders.println(order);
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(ANSWER)) {
        return line.length() == ANSWER.length()
            ? List.of()
            : List.of(line.substring(ANSWER.length()).split("\\|"));
      }
    }
    throw new IOException("the contender has ended at: " + order);
  }

  static void answer(String said) {
    System.out.println(ANSWER + said);
    System.out.flush();
  }

  @Override
  public void close() {
    orders.println("end");
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
