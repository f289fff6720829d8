package onestop.benchmarks;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import onestop.forms.ApologyFields;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.forms.FormPress;
import onestop.forms.Party;
import onestop.forms.Signature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many letters of apology a second become PDFs on all processors: each call prints the next of
 * 50 letters that differ in number, name and reason, on the Vietnamese form of 2025, with its QR
 * code. Nothing is read and nothing stored.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 5)
@Measurement(iterations = 5, time = 5)
@Threads(Threads.MAX)
@Fork(2)
public class LetterBenchmark {
  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
  private static final List<String> NAMES =
      List.of("Nguyễn Thị Ngọc Diễm", "Trần Đức Thắng", "Lê Ưu Đàm", "Phạm Hữu Nghĩa", "Võ Quý Ân");

  private final FormPress press = new FormPress();
  private final List<FormModel> letters =
      IntStream.range(0, 50).mapToObj(LetterBenchmark::letter).toList();

  /** Which letter a thread prints next. */
  @State(Scope.Thread)
  public static class Turn {
    private int next;

    /** Begins with the first letter. */
    @Setup(Level.Iteration)
    public void begin() {
      next = 0;
    }
  }

  private static FormModel letter(int n) {
    String code = "000.00.01.H26-260302-%04d".formatted(n);
    LocalDateTime due = LocalDateTime.of(2026, 3, 5, 17, 0);
    FormHead head =
        new FormHead(
            "Ủy ban nhân dân phường Hoàn Kiếm",
            "Trung tâm Phục vụ hành chính công",
            "%03d/PXL-H26.12.03".formatted(n + 1),
            "Hà Nội",
            LocalDate.of(2026, 3, 5),
            "Mẫu số 04",
            "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
            "urn:onestop:letter:%s:%d".formatted(code, 17 * n));
    return new ApologyFields(
            head,
            new Party(NAMES.get(n % NAMES.size()), "Số %d phố Hàng Bạc".formatted(n), null, null),
            code,
            "Cấp giấy phép xây dựng nhà ở riêng lẻ",
            due.minusDays(3),
            due,
            "Hồ sơ số %d chờ đơn vị phối hợp trả lời.".formatted(n),
            due.plusDays(5),
            List.of("Nghị định số 118/2025/NĐ-CP"),
            new Signature.Automatic())
        .toModel("apology-2025", VIETNAMESE);
  }

  /** One letter, from its fields to the bytes of its PDF. */
  @Benchmark
  public byte[] print(Turn turn) {
    return press.print(letters.get(turn.next++ % letters.size())).pdf();
  }

  /**
   * A number that follows from what all 50 letters say: from their pages, since the bytes of a PDF
   * depend on the machine's own compression.
   */
  public long checksum() {
    return letters.stream().mapToLong(letter -> press.print(letter).html().hashCode()).sum();
  }
}
