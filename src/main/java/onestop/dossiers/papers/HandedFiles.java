// Over 300 lines: adding and removing files with every check of theirs.
package onestop.dossiers.papers;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierStore;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.files.FileLimits;
import onestop.files.FileType;
import onestop.files.ScanState;
import onestop.files.StoredFile;
import onestop.files.StoredFiles;
import onestop.files.Upload;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The papers of a dossier as handed in on file. Adding and removing are events of the dossier with
 * the SHA-256 of the content; nothing is overwritten or erased. The files of a linked application
 * belong to the whole: its legs have the same ones.
 *
 * <p>A file is stored before the dossier is locked, so that large files hold up nobody; the limits
 * are checked again under the lock. If we die between the two, the file is an orphan and is swept.
 */
@Service
public class HandedFiles {
  /** The types that every browser shows in place. */
  public static final Set<FileType> ACCEPTED =
      Set.of(FileType.PDF, FileType.JPEG, FileType.PNG, FileType.WEBP);

  /** The most characters of the reason of a removal. */
  public static final int LONGEST_REASON = 500;

  private final DossierStore dossiers;
  private final DossierJournal journal;
  private final HandedFileStore store;
  private final StoredFiles files;
  private final Catalogue catalogue;
  private final CommandGateway gateway;
  private final Clock clock;

  HandedFiles(
      DossierStore dossiers,
      DossierJournal journal,
      HandedFileStore store,
      StoredFiles files,
      Catalogue catalogue,
      CommandGateway gateway,
      Clock clock) {
    this.dossiers = dossiers;
    this.journal = journal;
    this.store = store;
    this.files = files;
    this.catalogue = catalogue;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** What one dossier may have. */
  public FileLimits limits() {
    return files.limits();
  }

  /** The dossier that has the files of that one: itself, or the whole of which it is a leg. */
  public Dossier owner(DossierCode code) {
    Dossier dossier = get(code);
    DossierCode parent = dossier.parent();
    return parent == null ? dossier : get(parent);
  }

  /**
   * As {@link #owner}.
   *
   * @throws Failure {@code dossiers/file-dossier-closed}
   */
  Dossier openOwner(DossierCode code) {
    Dossier owner = owner(code);
    requireOpen(owner);
    return owner;
  }

  /** The files of a dossier, replaced and removed ones included, in their order. */
  public List<HandedFile> of(DossierCode code) {
    return store.of(owner(code).code());
  }

  /**
   * One file, whether replaced, removed or neither.
   *
   * @throws Failure {@code dossiers/no-such-file}
   */
  public HandedFile get(DossierCode code, int no) {
    return find(owner(code).code(), no);
  }

  /**
   * The bytes of a file, verified against its hash and scanned where there is a scanner.
   *
   * @throws Failure as {@link StoredFiles#readScanned}
   */
  public byte[] read(HandedFile file) {
    return files.readScanned(file.file().sha256());
  }

  /** What the virus scanner has said of those files, by hash; empty where there is no scanner. */
  public Map<String, ScanState> scanStates(List<HandedFile> handed) {
    return files.scanStates(handed.stream().map(one -> one.file().sha256()).toList());
  }

  /**
   * Adds a file; a version that it replaces stays readable.
   *
   * @throws Failure {@code dossiers/file-dossier-closed}, {@code dossiers/no-such-paper}, {@code
   *     dossiers/other-paper-remark}, {@code dossiers/no-such-file}, {@code
   *     dossiers/file-not-current}, {@code dossiers/result-added}, {@code dossiers/file-twice}, or
   *     as {@link StoredFiles#accept}; then nothing is added
   */
  public HandedFile add(DossierCode code, NewFile handed, Actor.Officer by) {
    return add(accept(code, handed), by);
  }

  /** A file that is stored and not yet added. */
  public record Accepted(DossierCode owner, NewFile handed, StoredFile stored) {}

  /**
   * Stores a file that is to be added in a transaction of the caller; throws as {@link
   * #add(DossierCode, NewFile, Actor.Officer)}.
   */
  public Accepted accept(DossierCode code, NewFile handed) {
    Dossier owner = owner(code);
    requireOpen(owner);
    requirePaper(owner, handed);
    return new Accepted(
        owner.code(),
        handed,
        files.accept(
            new Upload(
                FileTitle.shown(handed.name()),
                handed.bytes(),
                ACCEPTED,
                store.owned(owner.code()))));
  }

  /** Adds a file that was accepted; throws as {@link #add(DossierCode, NewFile, Actor.Officer)}. */
  public HandedFile add(Accepted file, Actor.Officer by) {
    return gateway.run(
        new Target.RecordOf(file.owner()),
        () -> addNow(file.owner(), file.handed(), file.stored(), by));
  }

  private HandedFile addNow(DossierCode code, NewFile handed, StoredFile stored, Actor.Officer by) {
    requireOpen(journal.lock(code));
    List<HandedFile> all = store.of(code);
    files.requireRoom(FileTitle.shown(handed.name()), stored.size(), store.owned(code));
    Integer replaces = handed.replaces();
    HandedFile before = replaces == null ? null : current(code, replaces, all);
    String paper = before == null ? handed.paper() : before.paper();
    if (before == null && ResultDrafts.PAPER.equals(paper)) {
      requireNoDraft(code, all);
    }
    requireNew(handed, paper, stored, all);
    files.claim(stored);
    HandedFile file =
        new HandedFile(
            code,
            all.size() + 1,
            paper,
            before != null && handed.remark() == null ? before.remark() : handed.remark(),
            FileTitle.of(handed.name()),
            stored,
            replaces,
            by,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null);
    store.insert(file);
    Map<String, Object> facts = facts(file);
    if (replaces != null) {
      facts.put("replaces", replaces);
    }
    journal.note(
        code, fact(replaces == null ? "FILE_ADDED" : "FILE_REPLACED", file.at(), by, facts));
    return file;
  }

  /**
   * Takes a file off the papers, for a reason; it stays readable.
   *
   * @throws Failure {@code dossiers/removal-reason}, {@code dossiers/file-dossier-closed}, {@code
   *     dossiers/no-such-file} or {@code dossiers/file-not-current}; then nothing is removed
   */
  public void remove(DossierCode code, int no, String reason, Actor.Officer by) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.badInput(
          "dossiers", "removal-reason", "length", why.length(), "max", LONGEST_REASON);
    }
    SoundText.require("reason", why);
    DossierCode owner = owner(code).code();
    gateway.run(new Target.RecordOf(owner), () -> removeNow(owner, no, why, by));
  }

  private void removeNow(DossierCode code, int no, String reason, Actor.Officer by) {
    requireOpen(journal.lock(code));
    HandedFile file = current(code, no, store.of(code));
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    store.remove(code, no, new HandedFile.Removal(reason, by, at));
    Map<String, Object> facts = facts(file);
    facts.put("reason", reason);
    journal.note(code, fact("FILE_REMOVED", at, by, facts));
  }

  private static Fact fact(String kind, Instant at, Actor.Officer by, Map<String, Object> facts) {
    return Fact.of(kind, at, by).with(facts);
  }

  /** What is on record of a file; its name is left out, as it may name a person. */
  private static Map<String, Object> facts(HandedFile file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("file", file.no());
    String paper = file.paper();
    if (paper != null) {
      facts.put("paper", paper);
    }
    facts.put("sha256", file.file().sha256());
    facts.put("bytes", file.file().size());
    facts.put("type", file.file().type().name());
    return facts;
  }

  private Dossier get(DossierCode code) {
    return dossiers
        .find(code)
        .orElseThrow(() -> Failure.notFound("dossiers", "no-such-dossier", "code", code.value()));
  }

  private HandedFile find(DossierCode code, int no) {
    return store.find(code, no).orElseThrow(() -> none(code, no));
  }

  private static Failure none(DossierCode code, int no) {
    return Failure.notFound("dossiers", "no-such-file", "no", no, "code", code.value());
  }

  /** The file of that number, neither replaced nor removed. */
  private static HandedFile current(DossierCode code, int no, List<HandedFile> all) {
    HandedFile file =
        all.stream().filter(one -> one.no() == no).findFirst().orElseThrow(() -> none(code, no));
    if (!isCurrent(file, all)) {
      throw Failure.conflict("dossiers", "file-not-current", "no", no);
    }
    return file;
  }

  private static boolean isCurrent(HandedFile file, List<HandedFile> all) {
    return file.removal() == null
        && all.stream().noneMatch(one -> Objects.equals(one.replaces(), file.no()));
  }

  /** Refuses a second draft of the result beside one that was added meanwhile. */
  private static void requireNoDraft(DossierCode code, List<HandedFile> all) {
    if (ResultDrafts.current(all).isPresent()) {
      throw Failure.conflict("dossiers", "result-added", "code", code.value());
    }
  }

  private static void requireOpen(Dossier dossier) {
    if (!dossier.state().isOpen()) {
      throw Failure.conflict(
          "dossiers",
          "file-dossier-closed",
          "code",
          dossier.code().value(),
          "state",
          dossier.state().name());
    }
  }

  private void requirePaper(Dossier owner, NewFile handed) {
    String paper = handed.paper();
    if (handed.replaces() != null) {
      return;
    }
    if (paper == null) {
      if (handed.remark() == null) {
        throw Failure.badInput("dossiers", "other-paper-remark", "max", NewFile.LONGEST_REMARK);
      }
      return;
    }
    if (paper.equals(ResultDrafts.PAPER)) {
      return;
    }
    List<Paper> known = catalogue.version(owner.pins().procedure()).papers();
    if (known.stream().noneMatch(one -> one.code().equals(paper))) {
      throw Failure.badInput(
          "dossiers",
          "no-such-paper",
          "paper",
          paper,
          "known",
          known.stream().map(Paper::code).collect(Collectors.joining(", ")));
    }
  }

  /** Refuses a content that the paper has already, such as a form that was sent twice. */
  private static void requireNew(
      NewFile handed, @Nullable String paper, StoredFile stored, List<HandedFile> all) {
    all.stream()
        .filter(one -> one.file().sha256().equals(stored.sha256()))
        .filter(one -> Objects.equals(one.paper(), paper))
        .filter(one -> isCurrent(one, all))
        .findFirst()
        .ifPresent(
            same -> {
              throw Failure.conflict(
                  "dossiers",
                  "file-twice",
                  "name",
                  FileTitle.shown(handed.name()),
                  "no",
                  same.no());
            });
  }
}
