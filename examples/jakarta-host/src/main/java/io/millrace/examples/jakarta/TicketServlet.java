// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** Opens tickets, and says what became of them. */
@WebServlet("/tickets")
public class TicketServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Tickets tickets;
  @Inject private transient Told told;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      tickets.open(request.getParameter("id"), Boolean.parseBoolean(request.getParameter("known")));
      response.getWriter().println("Committed");
    } catch (IllegalStateException e) {
      response.getWriter().println("Rolled back: " + e.getMessage());
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = request.getParameter("id");
    try {
      response.getWriter().println(tickets.find(id) + ", told " + told.of(id));
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
