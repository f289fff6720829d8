package onestop.web.handed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import onestop.desk.papers.HandedPapers;
import onestop.desk.papers.UploadedPapers;
import onestop.dossiers.papers.FileUpload;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.ResultDrafts;
import onestop.files.FileLimits;
import onestop.files.FileType;
import onestop.files.ScanState;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The files of a dossier in the reader's language.
 *
 * @param code the dossier whose pages show them
 * @param count the number of present files
 * @param papers the papers that have a present file: those of the catalogue, then any other
 * @param lacking the papers of the catalogue without a file
 * @param removed the removed files
 * @param form what is needed to add one; null for a reader who may not
 * @param writing whether the reader may remove a draft of the result
 */
public record HandedView(
    String code,
    int count,
    List<OfPaper> papers,
    List<String> lacking,
    List<FileRow> removed,
    @Nullable Form form,
    boolean writing) {
  /** The name of the model attribute of pages. */
  public static final String MODEL = "handed";

  /** The value of the field for a paper that is none of the catalogue. */
  static final String OTHER = "other";

  /** The present files of one paper. */
  public record OfPaper(String name, List<FileRow> files) {}

  /**
   * One file.
   *
   * @param href below the dossier's address
   * @param picture whether it is a picture, else a document
   * @param size with its unit
   * @param mark what stands against opening it; null if nothing does
   * @param result whether it is a draft of the result, which is written elsewhere
   * @param older the versions that it replaced, the latest first
   */
  public record FileRow(
      int no,
      String name,
      String href,
      boolean picture,
      String size,
      @Nullable String remark,
      Instant at,
      String by,
      String sha256,
      @Nullable ScanState mark,
      boolean result,
      List<FileRow> older,
      @Nullable Gone gone) {}

  /** The removal of a file. */
  public record Gone(String reason, String by, Instant at) {}

  /**
   * The form for adding files.
   *
   * @param accept the types for the browser's dialogue
   * @param most bytes of one file; checked by the browser for convenience only
   * @param unfinished the reader's files that stopped arriving
   */
  public record Form(
      List<Names.Choice> papers,
      String accept,
      long most,
      String megabytes,
      String total,
      List<Unfinished> unfinished) {}

  /**
   * A file that stopped arriving.
   *
   * @param arrived with its unit, as the size
   * @param until when it goes
   */
  public record Unfinished(String id, String name, String arrived, String size, Instant until) {}

  /** Makes views of a dossier's files. */
  @Component
  public static final class Writer {
    private static final long MEGABYTE = 1024L * 1024;
    private static final String ACCEPT =
        HandedFiles.ACCEPTED.stream()
            .map(FileType::mediaType)
            .sorted()
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();

    private final HandedPapers handed;
    private final UploadedPapers uploads;
    private final Catalogue catalogue;
    private final Names names;

    Writer(HandedPapers handed, UploadedPapers uploads, Catalogue catalogue, Names names) {
      this.handed = handed;
      this.uploads = uploads;
      this.catalogue = catalogue;
      this.names = names;
    }

    /** The files of a dossier as that reader may see and change them. */
    public HandedView of(DossierCode code, SignedIn reader) {
      List<Paper> papers = catalogue.version(handed.owner(code).pins().procedure()).papers();
      Versions versions = versions(code);
      List<OfPaper> rows = new ArrayList<>();
      List<String> lacking = new ArrayList<>();
      for (Paper paper : papers) {
        List<FileRow> files = versions.present(paper.code()::equals);
        if (files.isEmpty()) {
          lacking.add(name(paper));
        } else {
          rows.add(new OfPaper(name(paper), files));
        }
      }
      List<FileRow> results = versions.present(ResultDrafts.PAPER::equals);
      if (!results.isEmpty()) {
        rows.add(0, new OfPaper(names.text("result.draft"), results));
      }
      List<FileRow> others = versions.present(Objects::isNull);
      if (!others.isEmpty()) {
        rows.add(new OfPaper(names.text("handed.other"), others));
      }
      return new HandedView(
          code.value(),
          rows.stream().mapToInt(row -> row.files().size()).sum(),
          rows,
          lacking,
          versions.removed(),
          handed.isOpenTo(reader.caller(), code) ? form(papers, code, reader) : null,
          HandedPapers.writesResult(reader.caller(), handed.owner(code)));
    }

    private Versions versions(DossierCode code) {
      List<HandedFile> all = handed.of(code);
      return new Versions(code, all, handed.scanStates(all));
    }

    private Form form(List<Paper> papers, DossierCode code, SignedIn reader) {
      List<Names.Choice> choices = new ArrayList<>();
      papers.forEach(paper -> choices.add(new Names.Choice(paper.code(), name(paper))));
      choices.add(new Names.Choice(OTHER, names.text("handed.other")));
      FileLimits limits = handed.limits();
      return new Form(
          choices,
          ACCEPT,
          limits.size(),
          megabytes(limits.size()),
          megabytes(limits.total()),
          uploads.of(code, reader.caller()).stream().map(this::unfinished).toList());
    }

    private Unfinished unfinished(FileUpload upload) {
      return new Unfinished(
          upload.id(),
          upload.name(),
          size(upload.arrived()),
          size(upload.size()),
          upload.lastAt().plus(uploads.kept()));
    }

    /** The size of a file; of a small one in KB, and at least 1. */
    private String size(long bytes) {
      return bytes < MEGABYTE / 10 * 9
          ? Math.max(1, Math.round(bytes / 1024.0)) + " KB"
          : megabytes(bytes) + " MB";
    }

    private String megabytes(long bytes) {
      String written = String.valueOf(FileLimits.mebibytes(bytes)).replaceFirst("\\.0$", "");
      return Names.english() ? written : written.replace('.', ',');
    }

    private static String name(Paper paper) {
      return Names.english() ? paper.nameEn() : paper.nameVi();
    }

    private String officer(Actor.Officer officer) {
      return names.officer(officer.id());
    }

    /** The files of one dossier by what became of them. */
    private final class Versions {
      private final DossierCode code;
      private final List<HandedFile> all;
      private final Map<String, ScanState> scans;
      private final Map<Integer, HandedFile> byNumber = new HashMap<>();
      private final Map<Integer, HandedFile> replacedBy = new HashMap<>();

      Versions(DossierCode code, List<HandedFile> all, Map<String, ScanState> scans) {
        this.code = code;
        this.all = all;
        this.scans = scans;
        for (HandedFile file : all) {
          byNumber.put(file.no(), file);
          Integer replaces = file.replaces();
          if (replaces != null) {
            replacedBy.put(replaces, file);
          }
        }
      }

      List<FileRow> present(Predicate<@Nullable String> paper) {
        return all.stream()
            .filter(file -> file.removal() == null && !replacedBy.containsKey(file.no()))
            .filter(file -> paper.test(file.paper()))
            .map(this::row)
            .toList();
      }

      List<FileRow> removed() {
        return all.stream().filter(file -> file.removal() != null).map(this::row).toList();
      }

      private FileRow row(HandedFile file) {
        List<FileRow> older = new ArrayList<>();
        for (HandedFile before = before(file); before != null; before = before(before)) {
          older.add(row(before, List.of()));
        }
        return row(file, older);
      }

      private @Nullable HandedFile before(HandedFile file) {
        Integer replaces = file.replaces();
        return replaces == null ? null : byNumber.get(replaces);
      }

      private @Nullable ScanState mark(HandedFile file) {
        ScanState state = scans.get(file.file().sha256());
        return state == ScanState.CLEAN ? null : state;
      }

      private FileRow row(HandedFile file, List<FileRow> older) {
        HandedFile.Removal removal = file.removal();
        return new FileRow(
            file.no(),
            file.fileName(),
            "/dossiers/" + code + "/files/" + file.no(),
            file.file().type() != FileType.PDF,
            size(file.file().size()),
            file.remark(),
            file.at(),
            officer(file.by()),
            file.file().sha256(),
            mark(file),
            HandedPapers.isResult(file),
            older,
            removal == null
                ? null
                : new Gone(removal.reason(), officer(removal.by()), removal.at()));
      }
    }
  }
}
