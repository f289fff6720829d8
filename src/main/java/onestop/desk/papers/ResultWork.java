package onestop.desk.papers;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.papers.ResultDrafts;
import onestop.files.FileType;
import onestop.forms.FormPress;
import onestop.forms.SoundText;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.signing.SignablePdf;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The draft of a result: written from the dossier's form by who appraises it, or uploaded, and read
 * by the head who signs it. Each version is a file of the dossier.
 */
@Service
public final class ResultWork {
  /** The most characters of a conclusion. */
  public static final int LONGEST = 4000;

  private final HandedPapers handed;
  private final ResultDrafts drafts;
  private final Dossiers dossiers;
  private final PaperForms forms;
  private final FormPress press;
  private final SignedCopies copies;
  private final Clock clock;

  ResultWork(
      HandedPapers handed,
      ResultDrafts drafts,
      Dossiers dossiers,
      PaperForms forms,
      FormPress press,
      SignedCopies copies,
      Clock clock) {
    this.handed = handed;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.forms = forms;
    this.press = press;
    this.copies = copies;
    this.clock = clock;
  }

  /** The current draft; empty while there is none. */
  public Optional<HandedFile> current(DossierCode code) {
    return drafts.current(code);
  }

  /** Whether the caller may write a draft now. */
  public boolean isOpenTo(Caller caller, DossierCode code) {
    return handed.isOpenTo(caller, code) && HandedPapers.writesResult(caller, dossiers.get(code));
  }

  /** How results of the dossier's agency are signed, as the caller sees it. */
  public SignedCopies.Way way(Caller caller, DossierCode code) {
    return copies.way(caller, dossiers.get(code).agencies().resolving());
  }

  /**
   * Writes a draft from the dossier's form; it replaces the one before.
   *
   * @param conclusion what is decided
   * @throws Failure {@code desk/result-not-yours}, {@code desk/result-text}, {@code forms/…} for a
   *     text that cannot be printed, or as {@link HandedPapers#add}
   */
  public HandedFile write(DossierCode code, String conclusion, Caller caller) {
    requireWriter(code, caller);
    String said = conclusion.strip();
    if (said.isEmpty() || said.length() > LONGEST) {
      throw Failure.badInput(
          "desk", "result-text", "field", "conclusion", "length", said.length(), "max", LONGEST);
    }
    SoundText.require("conclusion", said);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    byte[] pdf = press.print(forms.result(dossiers.get(code), said, now)).pdf();
    return add(code, "du-thao-ket-qua.pdf", pdf, caller);
  }

  /**
   * Takes a draft that was written elsewhere; it replaces the one before.
   *
   * @throws Failure {@code desk/result-not-yours}, {@code desk/result-pdf}, or as {@link
   *     SignablePdf#require} and {@link HandedPapers#add}
   */
  public HandedFile add(DossierCode code, String name, byte[] bytes, Caller caller) {
    requireWriter(code, caller);
    if (FileType.of(bytes) != FileType.PDF) {
      throw Failure.badInput("desk", "result-pdf", "field", "file");
    }
    SignablePdf.require(bytes);
    @Nullable Integer before = drafts.current(code).map(HandedFile::no).orElse(null);
    return handed.addResult(
        code, new NewFile(name, bytes, ResultDrafts.PAPER, null, before), caller);
  }

  private void requireWriter(DossierCode code, Caller caller) {
    if (!HandedPapers.writesResult(caller, dossiers.get(code))) {
      throw Failure.forbidden("desk", "result-not-yours", "code", code.value());
    }
  }

  /**
   * A signed copy of that version.
   *
   * @throws Failure as {@link SignedCopies#of}
   */
  public byte[] signed(HandedFile file, Caller caller) {
    AgencyCode agency = dossiers.get(file.dossier()).agencies().resolving();
    return copies.of(handed.read(file), "result.title", agency, caller);
  }
}
