package onestop.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
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

  /**
   * System property: true has contenders live on threads of this virtual machine, for whom the
   * figures are nothing and the start of a process is much.
   */
  static final String HERE = "bench.here";

  private static final String ANSWER = "#answer ";

  private final long pid;
  private final AutoCloseable life;
  private final PrintWriter orders;
  private final BufferedReader answers;

  private Contender(long pid, AutoCloseable life, OutputStream orders, InputStream answers) {
    this.pid = pid;
    this.life = life;
    this.orders = new PrintWriter(orders, true, StandardCharsets.UTF_8);
    this.answers = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
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
    String[] args = {mode.name(), String.valueOf(callers), web};
    return Boolean.getBoolean(HERE) ? here(where, args) : apart(where, args);
  }

  private static Contender here(BenchDatabase.Where where, String[] args) throws IOException {
    PipedOutputStream orders = new PipedOutputStream();
    PipedInputStream answers = new PipedInputStream();
    BufferedReader heard =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(orders), StandardCharsets.UTF_8));
    PrintStream said =
        new PrintStream(new PipedOutputStream(answers), true, StandardCharsets.UTF_8);
    Thread life = new Thread(() -> ContenderMain.live(where, args, heard, said), "contender");
    life.start();
    return new Contender(ProcessHandle.current().pid(), life::join, orders, answers);
  }

  private static Contender apart(BenchDatabase.Where where, String[] args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
    command.addAll(List.of(System.getProperty(JVM, "").strip().split("\\s+")));
    command.removeIf(String::isEmpty);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ContenderMain.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("BENCH_URL", where.url());
    builder.environment().put("BENCH_USER", where.user());
    builder.environment().put("BENCH_PASSWORD", where.password());
    if (where.home() != null) {
      builder.environment().put("BENCH_HOME", where.home().toString());
    }
    Process process = builder.start();
    return new Contender(
        process.pid(),
        () -> {
          if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
          }
        },
        process.getOutputStream(),
        process.getInputStream());
  }

  /** The id of its process. */
  long pid() {
    return pid;
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

  static void answer(PrintStream to, String said) {
    to.println(ANSWER + said);
    to.flush();
  }

  @Override
  public void close() {
    orders.println("end");
    try {
      life.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
