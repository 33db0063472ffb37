import Testing

@testable import Typesetting

@Suite struct FitTests {
  let typesetter: Typesetter
  let name = "NGUYỄN PHÚC TÔN NỮ CÔNG TẰNG HUYỀN TÔN NỮ ÁNH TUYẾT MINH KHUÊ"

  init() throws { typesetter = Typesetter(try Typefaces()) }

  @Test func `what fits keeps its size`() {
    let fitted = typesetter.fit(name, .bold(12), width: 200, lines: 1)
    #expect(fitted.fits && fitted.reduction == 0)
    #expect(fitted.block == typesetter.paragraph(name, .bold(12), width: 200))
  }

  @Test func `type shrinks by the least quarter of a point that makes it fit`() {
    for width in stride(from: 40.0, through: 190, by: 3) {
      for lines in 1...3 {
        let fitted = typesetter.fit(name, .bold(14), width: width, lines: lines)
        guard fitted.fits else {
          #expect(typesetter.paragraph(name, .bold(9), width: width).lines.count > lines)
          #expect(fitted.reduction == 5)
          continue
        }
        #expect(fitted.block.lines.count <= lines)
        if fitted.reduction > 0 {
          let larger = typesetter.paragraph(name, .bold(14 - fitted.reduction + 0.25), width: width)
          #expect(larger.lines.count > lines)
        }
      }
    }
  }

  @Test func `no run shrinks below the floor and small runs keep their size`() {
    let runs = [Run(name, .regular(12)), Run(" (ghi chú)", .italic(8))]
    let fitted = typesetter.fit(runs, width: 30, height: 3)
    #expect(!fitted.fits)
    let sizes = fitted.block.elements.flatMap { element -> [Double] in
      if case .text(let line, _) = element { line.spans.map(\.style.size) } else { [] }
    }
    #expect(Set(sizes) == [9, 8])
  }

  @Test func `height limits as lines do`() {
    let height = 2 * typesetter.lineHeight(10)
    let fitted = typesetter.fit(name, .regular(12), width: 85, height: height)
    #expect(fitted.fits)
    #expect(fitted.block.height <= height + 1e-6)
    #expect(fitted.reduction > 0)
  }

  @Test func `a long word shrinks before it is cut`() {
    let address = "anhtuyet.nguyen.2005@example.com"
    let whole = typesetter.width(of: address, .regular(9.5))
    #expect(typesetter.fit(address, .regular(11), width: whole).block.lines == [address])
    let cut = typesetter.fit(address, .regular(11), width: whole / 2)
    #expect(cut.fits && cut.reduction == 0)
    #expect(cut.block.lines.joined() == address)
  }
}
