package onestop.delivery.courier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that behaves badly at one chosen command, as real ones do; many lines at once. */
public final class ScriptedMailServer implements AutoCloseable {
  private static final String SILENCE = "silence";
  private static final String HANG_UP = "hang up";

  private final ServerSocket listener;
  private final Map<String, String> script = new ConcurrentHashMap<>();
  private final AtomicInteger mails = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile int mailsOnALine = Integer.MAX_VALUE;
  private volatile boolean deaf;
  private volatile CountDownLatch held = new CountDownLatch(0);

  public ScriptedMailServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::listen, "scripted-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes the command (or "." for the end of the mail) and never answers. */
  public ScriptedMailServer silentAfter(String command) {
    return answering(command, SILENCE);
  }

  /** Takes the command and closes the connection. */
  ScriptedMailServer hangingUpAfter(String command) {
    return answering(command, HANG_UP);
  }

  ScriptedMailServer answering(String command, String answer) {
    script.put(command, answer);
    return this;
  }

  /** From now on it answers every command as usual. */
  void recover() {
    script.clear();
  }

  /** Offers an extension in its answer to EHLO. */
  ScriptedMailServer offering(String extension) {
    return answering("EHLO", "250-here\r\n250-8BITMIME\r\n250 " + extension);
  }

  /** Ends each connection after so many mails. */
  ScriptedMailServer endingALineAfter(int number) {
    mailsOnALine = number;
    return this;
  }

  /** Takes mails and answers their end only when told to. */
  ScriptedMailServer holdingBackTheAnswer() {
    held = new CountDownLatch(1);
    return this;
  }

  /** Ends what {@link #holdingBackTheAnswer} began. */
  void answerNow() {
    held.countDown();
  }

  /** Does not write down what it hears. */
  ScriptedMailServer forgetful() {
    deaf = true;
    return this;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many mails came whole, whatever was answered. */
  public int mails() {
    return mails.get();
  }

  /** How many connections there were. */
  int connections() {
    return connections.get();
  }

  /** Every line that came, one character a byte, as it was on the wire. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  /** The text whose UTF-8 the line's bytes are. */
  static String utf8(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        connections.incrementAndGet();
        Thread line = new Thread(() -> talk(socket), "scripted-mail-line");
        line.setDaemon(true);
        line.start();
      } catch (IOException closed) {
        // the test is done
      }
    }
  }

  private void talk(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      converse(socket);
    } catch (IOException closed) {
      // the other side is done
    }
  }

  private void converse(Socket socket) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    say(out, "220 here");
    String line = read(in);
    for (int taken = 0; line != null; line = read(in)) {
      String command = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      if (command.equals("MAIL") && taken >= mailsOnALine) {
        socket.close();
        return;
      }
      if (!answer(socket, out, command, command.equals("DATA") ? "354 go on" : "250 fine")) {
        return;
      }
      boolean data = command.equals("DATA") && !script.containsKey("DATA");
      if (data && !mail(socket, in, out)) {
        return;
      }
      taken += data ? 1 : 0;
    }
  }

  private String read(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line != null && !deaf) {
      heard.add(line);
    }
    return line;
  }

  private boolean mail(Socket socket, BufferedReader in, OutputStream out) throws IOException {
    String line = read(in);
    while (line != null && !line.equals(".")) {
      line = read(in);
    }
    mails.incrementAndGet();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return answer(socket, out, ".", "250 taken");
  }

  /** False when the conversation is over. */
  private boolean answer(Socket socket, OutputStream out, String command, String usual)
      throws IOException {
    String answer = script.getOrDefault(command, usual);
    if (answer.equals(SILENCE)) {
      return false;
    } else if (answer.equals(HANG_UP)) {
      socket.close();
      return false;
    }
    say(out, answer);
    return true;
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
