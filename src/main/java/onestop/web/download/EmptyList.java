package onestop.web.download;

import onestop.desk.lists.ListColumns;
import onestop.desk.lists.ListTemplate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The download of an empty list of applicants, to be filled in and sent back. */
public final class EmptyList {
  private static final MediaType WORKBOOK =
      MediaType.valueOf("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  private static final MediaType CSV = MediaType.valueOf("text/csv;charset=UTF-8");

  private EmptyList() {}

  /**
   * The list with these columns.
   *
   * @param kind {@code xlsx} or {@code csv}
   */
  public static ResponseEntity<byte[]> of(ListColumns columns, String procedure, String kind) {
    boolean workbook = kind.equals("xlsx");
    return ResponseEntity.ok()
        .contentType(workbook ? WORKBOOK : CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("danh-sach-" + procedure + "." + kind)
                .build()
                .toString())
        .body(workbook ? ListTemplate.xlsx(columns) : ListTemplate.csv(columns));
  }
}
