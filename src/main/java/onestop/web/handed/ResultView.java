package onestop.web.handed;

import onestop.desk.papers.ResultWork;
import onestop.desk.papers.SignedCopies;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The draft of a result at a step.
 *
 * @param code the dossier whose page takes a draft
 * @param draft the current one; null while there is none
 * @param writes whether the reader may write one
 * @param way how it is signed
 * @param longest the most characters of a conclusion
 */
public record ResultView(
    String code, @Nullable Draft draft, boolean writes, SignedCopies.Way way, int longest) {

  /** A version. */
  public record Draft(int no, String name, String href, String sha256) {
    static Draft of(HandedFile file, DossierCode code) {
      return new Draft(
          file.no(),
          file.fileName(),
          "/dossiers/" + code + "/files/" + file.no(),
          file.file().sha256());
    }
  }

  /** Makes the view. */
  @Component
  static final class Writer {
    private final ResultWork results;

    Writer(ResultWork results) {
      this.results = results;
    }

    ResultView of(DossierCode code, SignedIn reader) {
      return new ResultView(
          code.value(),
          results.current(code).map(file -> Draft.of(file, code)).orElse(null),
          results.isOpenTo(reader.caller(), code),
          results.way(reader.caller(), code),
          ResultWork.LONGEST);
    }
  }
}
