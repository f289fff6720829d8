package onestop.desk.papers;

import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.ReadingScopes;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.papers.ResultDrafts;
import onestop.files.FileLimits;
import onestop.files.ScanState;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/**
 * The papers of a dossier on file. Whoever may read the dossier may read them; who works at one of
 * its agencies may add and remove them while it is open.
 */
@Service
public final class HandedPapers {
  private final HandedFiles files;
  private final DossierAccess access;

  HandedPapers(HandedFiles files, DossierAccess access) {
    this.files = files;
    this.access = access;
  }

  /** What one dossier may have. */
  public FileLimits limits() {
    return files.limits();
  }

  /** The dossier that has the files of that one: itself, or the whole of which it is a leg. */
  public Dossier owner(DossierCode code) {
    return files.owner(code);
  }

  /** All files of a dossier in their order, replaced and removed ones included. */
  public List<HandedFile> of(DossierCode code) {
    return files.of(code);
  }

  /** What the virus scanner has said of those files, by hash; empty where there is no scanner. */
  public Map<String, ScanState> scanStates(List<HandedFile> handed) {
    return files.scanStates(handed);
  }

  /** Whether the caller may add and remove files now. */
  public boolean isOpenTo(Caller caller, DossierCode code) {
    return files.owner(code).state().isOpen() && worksOn(caller, code);
  }

  /** One file, as {@link HandedFiles#get}. */
  public HandedFile get(DossierCode code, int no) {
    return files.get(code, no);
  }

  /** The bytes of a file, as {@link HandedFiles#read}. */
  public byte[] read(HandedFile file) {
    return files.read(file);
  }

  /**
   * Adds a file, as {@link HandedFiles#add}.
   *
   * @throws Failure {@code web/not-your-dossier} for a reader who does not work on the dossier,
   *     {@code desk/result-elsewhere} for a draft of the result
   */
  public HandedFile add(DossierCode code, NewFile handed, Caller caller) {
    Integer replaces = handed.replaces();
    boolean result =
        ResultDrafts.PAPER.equals(handed.paper())
            || replaces != null && isResult(files.get(code, replaces));
    if (result) {
      throw Failure.badInput("desk", "result-elsewhere", "code", code.value());
    }
    return addResult(code, handed, caller);
  }

  /** Adds a file of any kind; whether it may be a result is checked by the caller. */
  HandedFile addResult(DossierCode code, NewFile handed, Caller caller) {
    requireWorkOn(caller, code);
    return files.add(code, handed, caller.actor());
  }

  /** Whether a file is a draft of the result. */
  public static boolean isResult(HandedFile file) {
    return ResultDrafts.PAPER.equals(file.paper());
  }

  /**
   * Removes a file, as {@link HandedFiles#remove}.
   *
   * @throws Failure {@code web/not-your-dossier} for a reader who does not work on the dossier,
   *     {@code desk/result-not-yours} for a draft of the result by who does not write it
   */
  public void remove(DossierCode code, int no, String reason, Caller caller) {
    requireWorkOn(caller, code);
    if (isResult(files.get(code, no)) && !writesResult(caller, files.owner(code))) {
      throw Failure.forbidden("desk", "result-not-yours", "code", code.value());
    }
    files.remove(code, no, reason, caller.actor());
  }

  /** Whether the caller appraises, or heads the unit or the agency that resolves the dossier. */
  public static boolean writesResult(Caller caller, Dossier dossier) {
    return dossier.parent() == null
        && caller.officer().agency().equals(dossier.agencies().resolving())
        && caller.hasAny(Role.SPECIALIST, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);
  }

  /** Refuses a caller who does not work on the dossier: {@code web/not-your-dossier}. */
  void requireWorkOn(Caller caller, DossierCode code) {
    if (!worksOn(caller, code)) {
      throw Failure.forbidden("web", "not-your-dossier", "code", code.value());
    }
  }

  private boolean worksOn(Caller caller, DossierCode code) {
    return caller.hasAny(ReadingScopes.WORKING.toArray(Role[]::new))
        && access.of(caller, code) == Reading.OPEN;
  }
}
