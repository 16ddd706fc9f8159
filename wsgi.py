from app import create_app
from app.config import WrongSetting

try:
    app = create_app()
except WrongSetting as fault:
    raise SystemExit(f"colloquy: {fault}") from None
