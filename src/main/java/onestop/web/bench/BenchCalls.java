package onestop.web.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.desk.bench.Bench;
import onestop.kernel.Failure;
import onestop.models.Drawings;
import onestop.models.ModelLint;
import onestop.models.ModelVersion;
import onestop.models.Sketches;
import onestop.web.bench.FindingWords.Finding;
import onestop.web.login.SignedIn;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the editor's script asks for. A refusal is answered with its sentence, as JSON. */
@Controller
@RequestMapping("/bench/{process}")
@PersonalData(Of.NOBODY)
class BenchCalls {
  private static final Pattern NUMBER = Pattern.compile("\"(\\d{1,9})\"");

  private final Bench bench;
  private final FindingWords findings;
  private final DifferenceWords differences;
  private final BenchView view;
  private final Names names;
  private final Formats formats;
  private final Problems problems;

  BenchCalls(
      Bench bench,
      FindingWords findings,
      DifferenceWords differences,
      BenchView view,
      Names names,
      Formats formats,
      Problems problems) {
    this.bench = bench;
    this.findings = findings;
    this.differences = differences;
    this.view = view;
    this.names = names;
    this.formats = formats;
    this.problems = problems;
  }

  /** A finding as the editor shows it. */
  record Found(String code, boolean error, @Nullable String element, String message, String guide) {
    static Found of(Finding finding) {
      return new Found(
          finding.code(),
          finding.keepsBack(),
          finding.element(),
          finding.message(),
          finding.guide());
    }
  }

  /**
   * The result of a check.
   *
   * @param readable whether the editor can open the file
   * @param revision that of the saved drawing; 0 if nothing was saved
   */
  record Checked(boolean readable, List<Found> findings, int revision, String said) {}

  /** A refusal. */
  record Refused(String said, List<String> changes, int newest) {}

  /** A kept draft, and the page that shows it. */
  record Kept(int version, String next) {}

  /** The file of a version, or of the reader's unsaved drawing. */
  @GetMapping(path = "/drawing", produces = MediaType.APPLICATION_XML_VALUE)
  ResponseEntity<byte[]> drawing(
      @PathVariable String process,
      @RequestParam(required = false) @Nullable Integer version,
      @AuthenticationPrincipal SignedIn reader) {
    byte[] bpmn =
        version == null ? bench.sketch(process, reader.caller()) : bench.file(process, version);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_XML)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(bpmn);
  }

  /** Checks a file that is not open yet; nothing is saved. */
  @PostMapping(path = "/check", consumes = "application/xml")
  ResponseEntity<Checked> check(@PathVariable String process, InputStream body, Locale locale)
      throws IOException {
    return ResponseEntity.ok(checked(process, bytes(body), 0, locale));
  }

  /** Saves the unsaved drawing and checks it. */
  @PostMapping(path = "/sketch", consumes = "application/xml")
  ResponseEntity<?> sketch(
      @PathVariable String process,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam(defaultValue = "0") int base,
      InputStream body,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale)
      throws IOException {
    byte[] bpmn = bytes(body);
    bench.of(process, reader.caller());
    try {
      Sketches.Save save =
          bench.save(process, new Sketches.Drawn(seen, base, bpmn), reader.caller());
      if (!save.saved()) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
            .body(
                new Refused(
                    names.text("bench.wrong.elsewhere", formats.moment(save.sketch().savedAt())),
                    List.of(),
                    0));
      }
      return ResponseEntity.ok(checked(process, bpmn, save.sketch().revision(), locale));
    } catch (Failure failure) {
      return refused(failure, locale);
    }
  }

  /** Keeps a drawing as a draft; {@code If-Match} is the newest version that its designer knows. */
  @PostMapping(path = "/versions", consumes = "application/xml")
  ResponseEntity<?> keep(
      @PathVariable String process,
      @RequestParam(defaultValue = "") String reason,
      @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") String newest,
      InputStream body,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale)
      throws IOException {
    byte[] bpmn = bytes(body);
    Bench.Entry entry = bench.of(process, reader.caller());
    try {
      ModelVersion draft =
          bench.keep(
              new Drawings.Finished(process, known(newest), bpmn, reason.strip()), reader.caller());
      return ResponseEntity.status(HttpStatus.CREATED)
          .body(new Kept(draft.version(), "/bench/" + process + "/versions/" + draft.version()));
    } catch (Failure failure) {
      return failure.slug().equals("newer-version")
          ? conflict(entry, bpmn)
          : refused(failure, locale);
    }
  }

  private static int known(String newest) {
    Matcher number = NUMBER.matcher(newest.strip());
    if (!number.matches()) {
      throw Failure.badInput("web", "bench-newest", "value", newest);
    }
    return Integer.parseInt(number.group(1));
  }

  /** Somebody else has kept a version meanwhile: who, why, and how it differs. */
  private ResponseEntity<Refused> conflict(Bench.Entry entry, byte[] bpmn) {
    ModelVersion theirs = Objects.requireNonNull(entry.versions().get(0));
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .body(
            new Refused(
                names.text(
                    "bench.wrong.newer",
                    theirs.version(),
                    view.who(theirs.author()),
                    formats.moment(theirs.createdAt()),
                    theirs.reason().isEmpty() ? "–" : theirs.reason()),
                bench
                    .difference(entry.processKey(), theirs.version(), bpmn)
                    .map(differences::sentences)
                    .orElse(List.of()),
                theirs.version()));
  }

  private ResponseEntity<Refused> refused(Failure failure, Locale locale) {
    return ResponseEntity.status(problems.status(failure))
        .body(new Refused(problems.sentence(failure, locale), List.of(), 0));
  }

  private Checked checked(String process, byte[] bpmn, int revision, Locale locale) {
    List<Found> found =
        findings.of(bench.check(process, bpmn), locale).stream().map(Found::of).toList();
    boolean readable =
        found.stream().noneMatch(finding -> FindingWords.UNREADABLE.contains(finding.code()));
    return new Checked(
        readable, found, revision, revision == 0 ? "" : names.text("bench.said.sketch"));
  }

  /** The body, cut off behind the first byte that makes it too large to be a model. */
  private static byte[] bytes(InputStream body) throws IOException {
    return body.readNBytes(ModelLint.MAX_BYTES + 1);
  }
}
