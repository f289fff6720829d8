package onestop.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that behaves badly at one chosen command, as real ones do. */
final class ScriptedMailServer implements AutoCloseable {
  private static final String SILENCE = "silence";
  private static final String HANG_UP = "hang up";

  private final ServerSocket listener;
  private final Map<String, String> script = new HashMap<>();
  private final AtomicInteger mails = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  ScriptedMailServer() {
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::listen, "scripted-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes the command (or "." for the end of the mail) and never answers. */
  ScriptedMailServer silentAfter(String command) {
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

  int port() {
    return listener.getLocalPort();
  }

  /** How many mails came whole, whatever was answered. */
  int mails() {
    return mails.get();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        talk(socket);
      } catch (IOException closed) {
        // the other side or the test is done
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    say(out, "220 here");
    String line = in.readLine();
    while (line != null) {
      String command = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      if (!answer(socket, out, command, command.equals("DATA") ? "354 go on" : "250 fine")) {
        return;
      }
      boolean data = command.equals("DATA") && !script.containsKey("DATA");
      if (data && !mail(socket, in, out)) {
        return;
      }
      line = in.readLine();
    }
  }

  private boolean mail(Socket socket, BufferedReader in, OutputStream out) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
    mails.incrementAndGet();
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
